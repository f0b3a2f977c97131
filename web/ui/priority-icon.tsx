import type {ReactNode} from 'react'
import {m} from '../paraglide/messages.js'
import {classNames} from './class-names.ts'
import styles from './marks.module.css'
import type {MarkProps} from './status-icon.tsx'

export type Priority = 'none' | 'low' | 'normal' | 'high' | 'urgent' | 'immediate'

/** Bars; only what is urgent is coloured. */
export function PriorityIcon({priority, isDecorative = false, size = 'm'}: MarkProps & {priority: Priority}) {
  const label = m.priority_of({name: priorityNames[priority]()})
  return (
    <svg
      viewBox="0 0 16 16"
      className={classNames(styles.mark, colours[priority], size === 's' && styles.small)}
      {...(isDecorative ? {'aria-hidden': true} : {role: 'img', 'aria-label': label})}
    >
      {drawings[priority]}
    </svg>
  )
}

export const priorityNames: Record<Priority, () => string> = {
  none: m.priority_none,
  low: m.priority_low,
  normal: m.priority_normal,
  high: m.priority_high,
  urgent: m.priority_urgent,
  immediate: m.priority_immediate,
}

const colours: Record<Priority, string | undefined> = {
  none: styles.none,
  low: styles.bars,
  normal: styles.bars,
  high: styles.bars,
  urgent: styles.urgent,
  immediate: styles.urgent,
}

const box =
  'M5 1.5h6A3.5 3.5 0 0 1 14.5 5v6a3.5 3.5 0 0 1-3.5 3.5H5A3.5 3.5 0 0 1 1.5 11V5A3.5 3.5 0 0 1 5 1.5z'

/** The hole of an exclamation mark round x. */
function bang(x: number): string {
  return (
    `M${x - 0.9} 4.6a.9.9 0 0 1 1.8 0v4a.9.9 0 0 1-1.8 0z` +
    `M${x - 1.05} 11.4a1.05 1.05 0 1 0 2.1 0a1.05 1.05 0 1 0-2.1 0z`
  )
}

const drawings: Record<Priority, ReactNode> = {
  none: (
    <g opacity=".7">
      <rect x="2" y="7.2" width="2.8" height="1.6" rx=".8" />
      <rect x="6.6" y="7.2" width="2.8" height="1.6" rx=".8" />
      <rect x="11.2" y="7.2" width="2.8" height="1.6" rx=".8" />
    </g>
  ),
  low: <Bars filled={1} />,
  normal: <Bars filled={2} />,
  high: <Bars filled={3} />,
  urgent: <path fillRule="evenodd" d={box + bang(8)} />,
  immediate: <path fillRule="evenodd" d={box + bang(5.6) + bang(10.4)} />,
}

function Bars({filled}: {filled: number}) {
  return (
    <>
      <rect x="1.75" y="10" width="3.25" height="4" rx="1" />
      <rect x="6.25" y="6.5" width="3.25" height="7.5" rx="1" {...(filled < 2 && {opacity: 0.28})} />
      <rect x="10.75" y="3" width="3.25" height="11" rx="1" {...(filled < 3 && {opacity: 0.28})} />
    </>
  )
}
