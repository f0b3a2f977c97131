import {X} from 'lucide-react'
import type {ReactNode} from 'react'
import {Button} from 'react-aria-components/Button'
import {m} from '../paraglide/messages.js'
import {classNames} from './class-names.ts'
import {Icon} from './icon.tsx'
import styles from './label.module.css'

/** A label of an issue: outlined, never coloured. */
export function Label({children}: {children: ReactNode}) {
  return <span className={styles.label}>{children}</span>
}

export interface PillProps {
  /** What it means, and so its colour */
  tone?: 'neutral' | 'accent' | 'success' | 'warning' | 'danger' | 'active' | 'waiting' | 'triage' | 'bug'
  before?: ReactNode
  children: ReactNode
}

/** A state in words, outside lists. */
export function Pill({tone = 'neutral', before, children}: PillProps) {
  return (
    <span className={classNames(styles.pill, styles[tone])}>
      {before}
      {children}
    </span>
  )
}

export interface ChipProps {
  /** The field: `type` */
  name: string
  children: ReactNode
  onRemove?: () => void
  isWrong?: boolean
}

/** One part of a filter. */
export function Chip({name, children, onRemove, isWrong = false}: ChipProps) {
  return (
    <span className={classNames(styles.chip, isWrong && styles.wrong)}>
      <span className={styles.key}>{name}</span>
      <span className={styles.value}>{children}</span>
      {onRemove && (
        <Button className={styles.remove ?? ''} aria-label={m.action_remove({name})} onPress={onRemove}>
          <Icon icon={X} size="s" />
        </Button>
      )}
    </span>
  )
}
