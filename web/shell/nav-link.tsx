import type {LucideIcon} from 'lucide-react'
import type {ReactNode} from 'react'
import {Link} from 'react-aria-components/Link'
import {getLocale} from '../paraglide/runtime.js'
import {classNames} from '../ui/class-names.ts'
import {Icon} from '../ui/icon.tsx'
import styles from './nav-link.module.css'

export interface NavEntry {
  href: string
  label: string
  icon: LucideIcon
  count?: number | undefined
  /** The count is of things new to the reader */
  isNew?: boolean
  isCurrent?: boolean
}

export interface NavLinkProps extends Omit<NavEntry, 'icon'> {
  mark?: ReactNode
  /** Steps into the tree of projects */
  depth?: number
}

export function NavLink({
  href,
  label,
  mark,
  count,
  isNew = false,
  isCurrent = false,
  depth = 0,
}: NavLinkProps) {
  return (
    <Link
      href={href}
      className={classNames(styles.link, mark === undefined && styles.markless)}
      style={{paddingInlineStart: `${0.5 + depth * 0.75 + (mark === undefined ? 1.5 : 0)}rem`}}
      {...(isCurrent && {'aria-current': 'page'})}
    >
      {mark}
      <span className={styles.label} title={label}>
        {label}
      </span>
      {count !== undefined && count > 0 && (
        <span className={classNames(styles.count, isNew && styles.new)}>
          {count.toLocaleString(getLocale())}
        </span>
      )}
    </Link>
  )
}

export function NavIconLink({icon, ...entry}: NavEntry) {
  return <NavLink {...entry} mark={<Icon icon={icon} />} />
}
