import type {LucideIcon} from 'lucide-react'
import {ToggleButton} from 'react-aria-components/ToggleButton'
import {ToggleButtonGroup} from 'react-aria-components/ToggleButtonGroup'
import {classNames} from './class-names.ts'
import {Icon} from './icon.tsx'
import styles from './segment.module.css'
import {Tooltip} from './tooltip.tsx'

export interface SegmentProps<T extends string> {
  label: string
  options: {id: T; text: string; icon?: LucideIcon; count?: number; isNote?: boolean}[]
  value: T
  onChange: (id: T) => void
  /** Icons only; the words become tooltips */
  isCompact?: boolean
}

/** One of a few, side by side: the layout of a list, who reads a comment. */
export function Segment<T extends string>({
  label,
  options,
  value,
  onChange,
  isCompact = false,
}: SegmentProps<T>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={styles.segment ?? ''}
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = options.find((option) => keys.has(option.id))
        if (chosen) onChange(chosen.id)
      }}
    >
      {options.map(({id, text, icon, count, isNote}) => {
        const names = classNames(styles.option, isNote && styles.note)
        const drawing = icon && <Icon icon={icon} {...(!isCompact && {size: 's'})} />
        return isCompact ? (
          <Tooltip key={id} text={text}>
            <ToggleButton id={id} aria-label={text} className={names}>
              {drawing}
            </ToggleButton>
          </Tooltip>
        ) : (
          <ToggleButton key={id} id={id} className={names}>
            {drawing}
            {text}
            {count !== undefined && <span className={styles.count}>{count}</span>}
          </ToggleButton>
        )
      })}
    </ToggleButtonGroup>
  )
}
