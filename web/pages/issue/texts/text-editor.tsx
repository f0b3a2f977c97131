import {type KeyboardEvent, useEffect, useRef, useState} from 'react'
import {m} from '../../../paraglide/messages.js'
import {Button} from '../../../ui/button.tsx'
import {Segment} from '../../../ui/segment.tsx'
import {TextPreview} from './text-preview.tsx'
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
  /** Of the preview: as it will be read */
  size?: 's' | 'm'
}

type Face = 'write' | 'preview'

/** A text of an issue while it is written, in Markdown. */
export function TextEditor(props: TextEditorProps) {
  const {label, value, onChange, onSave, onLeave, onDiscard, rows = 6, size = 'm'} = props
  const [face, setFace] = useState<Face>('write')
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    const end = field.current?.value.length ?? 0
    field.current?.setSelectionRange(end, end)
  }, [])
  useEffect(() => {
    if (face === 'write') field.current?.focus()
  }, [face])
  // On the way down: Enter on the switch would not come up.
  const onKeyDownCapture = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onLeave()
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault()
      event.stopPropagation()
      onSave()
    }
  }
  return (
    <div className={styles.editor} onKeyDownCapture={onKeyDownCapture}>
      <textarea
        ref={field}
        className={styles.area}
        hidden={face === 'preview'}
        aria-label={label}
        rows={rows}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {face === 'preview' && <TextPreview text={value} size={size} />}
      <div className={styles.foot}>
        <Segment<Face>
          label={m.issue_write_or_preview()}
          value={face}
          onChange={setFace}
          options={[
            {id: 'write', text: m.issue_write()},
            {id: 'preview', text: m.issue_preview()},
          ]}
        />
        <span className="subtle desk-only">{m.issue_markdown()}</span>
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
