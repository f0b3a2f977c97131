import {CircleAlert} from 'lucide-react'
import {useEffect, useId, useRef} from 'react'
import {m} from '../../paraglide/messages.js'
import {Icon} from '../../ui/icon.tsx'
import {fieldLabel} from '../issue/field-names.ts'
import styles from './new-issue.module.css'

export interface TitleFieldProps {
  value: string
  onChange: (title: string) => void
  error: string | undefined
}

/** Without a frame: the title is what the dialog is about. One line, that wraps. */
export function TitleField({value, onChange, error}: TitleFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const errorId = useId()
  useEffect(() => field.current?.focus(), [])
  return (
    <div data-field="title">
      <textarea
        ref={field}
        className={styles.title}
        rows={1}
        maxLength={500}
        aria-label={fieldLabel('title')}
        aria-required
        aria-invalid={error !== undefined}
        aria-describedby={errorId}
        placeholder={m.newissue_title_placeholder()}
        value={value}
        onChange={(event) => onChange(event.target.value.replaceAll(/[\r\n]+/g, ' '))}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.metaKey && !event.ctrlKey) event.preventDefault()
        }}
      />
      <p id={errorId} className={styles.error} role="alert">
        {error !== undefined && (
          <>
            <Icon icon={CircleAlert} size="s" />
            {error}
          </>
        )}
      </p>
    </div>
  )
}
