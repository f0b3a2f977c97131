import {ChevronRight} from 'lucide-react'
import {Fragment, type ReactNode} from 'react'
import {Link} from 'react-aria-components/Link'
import {classNames} from '../ui/class-names.ts'
import {Icon} from '../ui/icon.tsx'
import styles from './bar.module.css'

/** The header of a page, 48 px: Crumbs, tabs, actions at the end. */
export function Bar({children}: {children: ReactNode}) {
  return <header className={styles.bar}>{children}</header>
}

/** Under it, 44 px: the filter and what sorts and groups. */
export function SubBar({children}: {children: ReactNode}) {
  return <div className={classNames(styles.bar, styles.sub)}>{children}</div>
}

/** Pushes what follows to the end of a bar. */
export function BarSpace() {
  return <span className="grow" />
}

export interface CrumbsProps {
  /** The way here; the last is the page and its heading */
  trail: {label: string; href?: string}[]
}

export function Crumbs({trail}: CrumbsProps) {
  const way = trail.slice(0, -1)
  return (
    <div className={styles.crumbs}>
      {way.map(({label, href}) => (
        <Fragment key={label}>
          {href === undefined ? (
            <span className={styles.step}>{label}</span>
          ) : (
            <Link href={href} className={styles.step ?? ''}>
              {label}
            </Link>
          )}
          <Icon icon={ChevronRight} size="s" className={classNames(styles.arrow)} />
        </Fragment>
      ))}
      <h1>{trail.at(-1)?.label}</h1>
    </div>
  )
}
