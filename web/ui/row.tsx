import {Camera} from 'lucide-react'
import type {ComponentProps, CSSProperties, ReactNode} from 'react'
import {m} from '../paraglide/messages.js'
import {Avatar} from './avatar.tsx'
import {CheckBox} from './checkbox.tsx'
import {classNames} from './class-names.ts'
import {Icon} from './icon.tsx'
import {Label} from './label.tsx'
import {type Priority, PriorityIcon} from './priority-icon.tsx'
import {RelativeTime} from './relative-time.tsx'
import styles from './row.module.css'
import {type Severity, SeverityMark} from './severity-icon.tsx'
import {type IssueKind, TypeIcon} from './type-icon.tsx'
import {UnreadDot} from './unread-dot.tsx'

export interface RowIssue {
  key: string
  kind: IssueKind
  priority: Priority
  severity: Severity | null
  labels: string[]
  hasEvidence: boolean
  assignee: {name: string; imageUrl?: string | undefined} | null
  updatedAt: string
  isDone: boolean
}

export interface RowProps extends Omit<ComponentProps<'div'>, 'children' | 'title' | 'hidden' | 'onSelect'> {
  issue: RowIssue
  /** A RowLink: its hit area is the whole row */
  title: ReactNode
  isSelected?: boolean
  /** Shows the box; called with what it becomes and whether Shift was held */
  onSelect?: (isSelected: boolean, withShift: boolean) => void
  /** The one J and K stand on */
  isActive?: boolean
  isUnread?: boolean
  /** Columns whose value is the same in every row are not drawn */
  hidden?: readonly ('kind' | 'severity' | 'labels' | 'evidence' | 'assignee')[]
}

/** An issue in a list, 36 px; two lines on a phone. Roles and keys are the list's. */
export function Row({
  issue,
  title,
  isSelected = false,
  onSelect,
  isActive = false,
  isUnread = false,
  hidden = [],
  className,
  ...rest
}: RowProps) {
  const names = [
    styles.row,
    isSelected && styles.selected,
    isActive && styles.active,
    issue.isDone && styles.done,
  ]
  const shows = (column: (typeof hidden)[number]) => !hidden.includes(column)
  return (
    <div {...rest} className={classNames(...names, !shows('kind') && styles.kindless, className)}>
      <span className={styles.check}>
        {onSelect && (
          <CheckBox
            size="s"
            aria-label={m.row_select({key: issue.key})}
            checked={isSelected}
            onChange={() => undefined}
            onClick={(event) => onSelect(!isSelected, event.shiftKey)}
          />
        )}
      </span>
      <span className={styles.priority}>
        <PriorityIcon priority={issue.priority} />
      </span>
      <span className={styles.key}>{issue.key}</span>
      {shows('kind') && (
        <span className={styles.kind}>
          <TypeIcon kind={issue.kind} />
        </span>
      )}
      <span className={styles.title}>
        {title}
        {isUnread && <UnreadDot />}
      </span>
      {shows('labels') && issue.labels.length > 0 && (
        <span className={styles.labels}>
          {issue.labels.slice(0, 2).map((label) => (
            <Label key={label}>{label}</Label>
          ))}
          {issue.labels.length > 2 && (
            <span title={issue.labels.slice(2).join(', ')}>+{issue.labels.length - 2}</span>
          )}
        </span>
      )}
      {shows('evidence') && (
        <span className={styles.evidence}>
          {issue.hasEvidence && <Icon icon={Camera} size="s" label={m.row_has_evidence()} />}
        </span>
      )}
      {shows('severity') && (
        <span className={styles.severity}>
          {issue.severity && <SeverityMark severity={issue.severity} />}
        </span>
      )}
      {shows('assignee') && (
        <span className={styles.assignee}>
          <Avatar name={issue.assignee?.name ?? null} imageUrl={issue.assignee?.imageUrl} />
        </span>
      )}
      <RelativeTime at={issue.updatedAt} form="age" className={styles.age} />
    </div>
  )
}

/** The link in a row's title; takes a router's props through its `createLink`. */
export function RowLink({className, children, ...link}: ComponentProps<'a'>) {
  return (
    <a
      {...link}
      className={classNames(styles.link, className)}
      title={typeof children === 'string' ? children : undefined}
    >
      {children}
    </a>
  )
}

/** The style of a list whose keys are longer than WEB-412, so that titles stay in line. */
export function keyColumn(keys: readonly string[]): CSSProperties {
  const longest = Math.max(7, ...keys.map((key) => key.length))
  return {'--row-key': `${longest * 0.52 + 0.11}rem`} as CSSProperties
}
