import {Lock} from 'lucide-react'
import type {ReactNode} from 'react'
import {m} from '../paraglide/messages.js'
import {Avatar} from './avatar.tsx'
import {classNames} from './class-names.ts'
import styles from './comment-view.module.css'
import {Icon} from './icon.tsx'
import {Prose} from './prose.tsx'
import {RelativeTime} from './relative-time.tsx'
import {UnreadDot} from './unread-dot.tsx'

export interface CommentViewProps {
  /** Of the element, so that a link can point at it */
  id?: string
  author: {name: string; imageUrl?: string | undefined}
  /** ISO 8601 */
  createdAt: string
  editedAt?: string | null
  visibility: 'public' | 'internal'
  /** Sanitised by the server */
  html: string
  /** After the name: "by mail", "to Maria" */
  via?: ReactNode
  isUnread?: boolean
  /** A menu, at the end of its head */
  menu?: ReactNode
  /** Files */
  children?: ReactNode
}

export function CommentView(props: CommentViewProps) {
  const {id, author, createdAt, editedAt, visibility, html, via, isUnread = false, menu, children} = props
  const isInternal = visibility === 'internal'
  return (
    <article id={id} className={styles.comment} aria-label={m.comment_by({name: author.name})}>
      <Avatar name={author.name} imageUrl={author.imageUrl} size="m" isDecorative />
      <div className={classNames(styles.inside, isInternal && styles.note)}>
        <header className={styles.head}>
          <b>{author.name}</b>
          {via && <span className="cut">{via}</span>}
          <RelativeTime at={createdAt} />
          {editedAt && <span>({m.comment_edited()})</span>}
          <span className="grow" />
          {isUnread && <UnreadDot />}
          {isInternal && (
            <span className={styles.who}>
              <Icon icon={Lock} size="s" />
              {m.comment_internal()}
            </span>
          )}
          {menu}
        </header>
        {html === '' ? <p className="subtle">{m.comment_no_text()}</p> : <Prose html={html} size="s" />}
        {children}
      </div>
    </article>
  )
}

export interface ChangeViewProps {
  icon: ReactNode
  /** ISO 8601 */
  at: string
  children: ReactNode
}

/** One change between the comments: small. */
export function ChangeView({icon, at, children}: ChangeViewProps) {
  return (
    <div className={styles.change}>
      {icon}
      <span>
        {children} <RelativeTime at={at} />
      </span>
    </div>
  )
}

/** Everything after it is new to the reader. */
export function UnreadLine() {
  return <div className={styles.line}>{m.comment_new_line()}</div>
}
