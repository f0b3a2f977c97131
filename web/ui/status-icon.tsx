import type {ReactNode} from 'react'
import {m} from '../paraglide/messages.js'
import {classNames} from './class-names.ts'
import styles from './marks.module.css'

export type StatusCategory = 'triage' | 'open' | 'active' | 'waiting' | 'resolved' | 'closed'

export interface MarkProps {
  /** The word stands beside it: nothing to read out */
  isDecorative?: boolean
  /** s 14 px, m 16 px */
  size?: 's' | 'm'
}

export interface StatusIconProps extends MarkProps {
  category: StatusCategory
  /** The status's own name; without it the category's */
  name?: string
}

/** A circle that fills, by the category of a status. */
export function StatusIcon({
  category,
  name = statusNames[category](),
  isDecorative = false,
  size = 'm',
}: StatusIconProps) {
  return (
    <svg
      viewBox="0 0 16 16"
      className={classNames(styles.mark, styles[category], size === 's' && styles.small)}
      {...(isDecorative ? {'aria-hidden': true} : {role: 'img', 'aria-label': name})}
    >
      {drawings[category]}
    </svg>
  )
}

export const statusNames: Record<StatusCategory, () => string> = {
  triage: m.status_triage,
  open: m.status_open,
  active: m.status_active,
  waiting: m.status_waiting,
  resolved: m.status_resolved,
  closed: m.status_closed,
}

const ring = <circle cx="8" cy="8" r="5.75" className={styles.line} />

const drawings: Record<StatusCategory, ReactNode> = {
  triage: (
    <>
      <circle cx="8" cy="8" r="5.75" className={styles.line} strokeDasharray="2.2 1.4126" />
      <circle cx="8" cy="8" r="1.75" />
    </>
  ),
  open: ring,
  active: (
    <>
      {ring}
      <path d="M8 4.5a3.5 3.5 0 0 1 0 7z" />
    </>
  ),
  waiting: (
    <>
      {ring}
      <rect x="5.75" y="5.5" width="1.5" height="5" rx=".5" />
      <rect x="8.75" y="5.5" width="1.5" height="5" rx=".5" />
    </>
  ),
  resolved: (
    <path
      fillRule="evenodd"
      d="M1.5 8a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0zM4.63 8.77l2 2a.8.8 0 0 0 1.17-.04l3.7-4.2a.8.8 0 0 0-1.2-1.06L7.16 9.03l-1.39-1.4a.8.8 0 0 0-1.14 1.14z"
    />
  ),
  closed: (
    <path
      fillRule="evenodd"
      d="M1.5 8a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0zM5.2 7.2h5.6a.8.8 0 0 1 0 1.6H5.2a.8.8 0 0 1 0-1.6z"
    />
  ),
}
