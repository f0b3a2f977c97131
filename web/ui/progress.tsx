import {ProgressBar} from 'react-aria-components/ProgressBar'
import {m} from '../paraglide/messages.js'
import {getLocale} from '../paraglide/runtime.js'
import {Button} from './button.tsx'
import styles from './progress.module.css'

export interface ProgressProps {
  label: string
  done: number
  total: number
  onCancel?: () => void
}

/** Long work: what, how far in numbers, a bar, a way out. */
export function Progress({label, done, total, onCancel}: ProgressProps) {
  const locale = getLocale()
  const count = m.progress_count({done: done.toLocaleString(locale), total: total.toLocaleString(locale)})
  return (
    <div className={styles.progress}>
      <div className="line">
        <span className="grow">{label}</span>
        <span className="num muted">{count}</span>
        {onCancel && (
          <Button variant="ghost" onPress={onCancel}>
            {m.action_cancel()}
          </Button>
        )}
      </div>
      <ProgressLine label={label} share={total === 0 ? 1 : done / total} valueText={count} />
    </div>
  )
}

/** The bar alone; `share` from 0 to 1. */
export function ProgressLine({label, share, valueText}: {label: string; share: number; valueText?: string}) {
  return (
    <ProgressBar
      aria-label={label}
      value={share * 100}
      {...(valueText !== undefined && {valueLabel: valueText})}
      className={styles.track ?? ''}
    >
      <span className={styles.bar} style={{inlineSize: `${share * 100}%`}} />
    </ProgressBar>
  )
}
