import {CircleAlert, CircleCheck, Paperclip, RotateCw, X} from 'lucide-react'
import {m} from '../paraglide/messages.js'
import {getLocale} from '../paraglide/runtime.js'
import {Icon} from './icon.tsx'
import {IconButton} from './icon-button.tsx'
import {ProgressLine} from './progress.tsx'
import styles from './upload-progress.module.css'

export interface UploadProgressProps {
  name: string
  /** bytes */
  size: number
  /** 0 to 1; 1 is done */
  share: number
  /** Why it failed, in words */
  error?: string | undefined
  /** Cancels while it runs, removes when done */
  onRemove: () => void
  onRetry?: () => void
}

export function UploadProgress({name, size, share, error, onRemove, onRetry}: UploadProgressProps) {
  const isDone = share >= 1 && error === undefined
  return (
    <div className={styles.upload}>
      <Icon icon={error === undefined ? (isDone ? CircleCheck : Paperclip) : CircleAlert} size="s" />
      <span className="cut" title={name}>
        {name}
      </span>
      {error === undefined ? (
        <span className="subtle num">{isDone ? fileSize(size) : `${Math.floor(share * 100)} %`}</span>
      ) : (
        <span className={styles.error} role="alert">
          {error}
        </span>
      )}
      <span className="grow" />
      {error !== undefined && onRetry && (
        <IconButton size="s" icon={RotateCw} label={m.upload_retry({name})} onPress={onRetry} />
      )}
      <IconButton
        size="s"
        icon={X}
        label={isDone ? m.upload_remove({name}) : m.upload_cancel({name})}
        onPress={onRemove}
      />
      {!isDone && error === undefined && (
        <span className={styles.line}>
          <ProgressLine label={m.upload_progress({name})} share={share} />
        </span>
      )}
    </div>
  )
}

/** Bytes in the largest unit that leaves a number over 1, as the locale writes it: 1.4 MB. */
export function fileSize(bytes: number): string {
  const power = Math.min(4, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  const unit = units[power] ?? 'byte'
  return new Intl.NumberFormat(getLocale(), {
    style: 'unit',
    unit,
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power === 0 ? 0 : 1,
  }).format(bytes / 1000 ** power)
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte']
