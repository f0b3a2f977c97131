import {useEffect, useRef} from 'react'
import {m} from '../../../paraglide/messages.js'
import {Button} from '../../../ui/button.tsx'
import styles from './texts.module.css'

export interface TextEditorProps {
  label: string
  value: string
  onChange: (text: string) => void
  onSave: () => void
  /** Leaves and keeps the draft */
  onLeave: () => void
  /** Leaves and throws the draft away */
  onDiscard: () => void
  /** Lines at rest; it grows with what is typed */
  rows?: number
}

/** A text of an issue while it is written, in Markdown. */
export function TextEditor({label, value, onChange, onSave, onLeave, onDiscard, rows = 6}: TextEditorProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    const end = field.current?.value.length ?? 0
    field.current?.focus()
    field.current?.setSelectionRange(end, end)
  }, [])
  return (
    <div className={styles.editor}>
      <textarea
        ref={field}
        className={styles.area}
        aria-label={label}
        rows={rows}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onLeave()
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
            event.preventDefault()
            onSave()
          }
        }}
      />
      <div className={styles.foot}>
        <span className="subtle">{m.issue_markdown()}</span>
        <span className="grow" />
        <Button variant="ghost" onPress={onDiscard}>
          {m.action_cancel()}
        </Button>
        <Button variant="primary" keys="Mod+Enter" onPress={onSave}>
          {m.issue_save()}
        </Button>
      </div>
    </div>
  )
}
