import {AtSign, BookOpenText, CircleAlert, Code, Eye, Hash, Lock, Paperclip, Send} from 'lucide-react'
import {
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useId,
  useRef,
  useState,
} from 'react'
import {m} from '../paraglide/messages.js'
import {Button} from './button.tsx'
import {classNames} from './class-names.ts'
import styles from './composer.module.css'
import {Icon} from './icon.tsx'
import {IconButton} from './icon-button.tsx'
import {insertAtCaret} from './insert-at-caret.ts'
import {Segment} from './segment.tsx'

export type ComposerMode = 'answer' | 'note'

export interface ComposerProps {
  value: string
  onChange: (value: string) => void
  onSend: () => void
  mode: ComposerMode
  /** Without it there is no switch: who may not read notes may not write them */
  onModeChange?: (mode: ComposerMode) => void
  /** Who reads the answer, in words: "Everyone who sees WEB-412", "Maria and 2 others get this by mail" */
  readers: string
  sendLabel?: string
  placeholder?: string
  isSending?: boolean
  /** Why the last try failed; the text is kept */
  error?: string | undefined
  onAttach?: (files: File[]) => void
  isUploading?: boolean
  /** The files: UploadProgress each */
  uploads?: ReactNode
  /** How the text will read; without it there is no preview */
  renderPreview?: (text: string) => ReactNode
  /** Beside Send: Cancel, when a comment is edited */
  aside?: ReactNode
  inputRef?: Ref<HTMLTextAreaElement>
}

/** Where a comment is written. Answer and note never look alike: paper, edge, lock, verb and button differ. */
export function Composer(props: ComposerProps) {
  const {
    value,
    onChange,
    onSend,
    mode,
    onModeChange,
    readers,
    isSending = false,
    error,
    onAttach,
    uploads,
  } = props
  const {
    sendLabel = m.composer_send(),
    placeholder = m.composer_answer_placeholder(),
    isUploading,
    aside,
    renderPreview,
  } = props
  const text = useRef<HTMLTextAreaElement>(null)
  const readersId = useId()
  const [isPreviewed, setIsPreviewed] = useState(false)
  // Sent or emptied: what comes next is written.
  if (isPreviewed && value === '') setIsPreviewed(false)
  const isNote = mode === 'note'
  const obstacle = isUploading ? m.composer_uploading() : value.trim() === '' ? m.composer_empty() : undefined

  const send = () => {
    if (obstacle === undefined && !isSending) onSend()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
    event.preventDefault()
    send()
  }
  const attach = (event: ClipboardEvent | DragEvent, files: FileList) => {
    if (!onAttach || files.length === 0) return
    event.preventDefault()
    onAttach([...files])
  }
  const insert = (before: string, after?: string) => {
    if (text.current) onChange(insertAtCaret(text.current, before, after))
  }

  return (
    <div
      className={classNames(styles.composer, isNote && styles.note)}
      onDragOver={(event) => onAttach && event.preventDefault()}
      onDrop={(event) => attach(event, event.dataTransfer.files)}
    >
      <div className={styles.head}>
        {onModeChange && (
          <Segment<ComposerMode>
            label={m.composer_who_reads()}
            value={mode}
            onChange={onModeChange}
            options={[
              {id: 'answer', text: m.composer_answer(), icon: Send},
              {id: 'note', text: m.composer_note(), icon: Lock, isNote: true},
            ]}
          />
        )}
        <span id={readersId} className={styles.readers}>
          <Icon icon={isNote ? Lock : Eye} size="s" />
          {isNote ? m.composer_note_readers() : readers}
        </span>
      </div>
      <textarea
        ref={(element) => {
          text.current = element
          return give(props.inputRef, element)
        }}
        className={styles.text}
        hidden={isPreviewed}
        aria-label={isNote ? m.composer_note() : m.composer_label()}
        aria-describedby={readersId}
        placeholder={isNote ? m.composer_note_placeholder() : placeholder}
        rows={2}
        value={value}
        readOnly={isSending}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={(event) => attach(event, event.clipboardData.files)}
      />
      {isPreviewed && renderPreview?.(value)}
      {uploads && <div className={styles.uploads}>{uploads}</div>}
      {error !== undefined && (
        <p className={styles.error} role="alert">
          <Icon icon={CircleAlert} size="s" />
          <span>
            {m.composer_failed()} {error}
          </span>
        </p>
      )}
      <div className={styles.foot}>
        {onAttach && <AttachButton onAttach={onAttach} />}
        {renderPreview && (
          <IconButton
            icon={BookOpenText}
            label={m.issue_preview()}
            isOn={isPreviewed}
            disabledReason={value === '' ? m.composer_empty() : undefined}
            onPress={() => setIsPreviewed(!isPreviewed)}
          />
        )}
        {!isPreviewed && <InsertButtons onInsert={insert} />}
        <span className="grow" />
        {aside}
        <Button
          variant={isNote ? 'note' : 'primary'}
          icon={isNote ? Lock : undefined}
          keys="Mod+Enter"
          isBusy={isSending}
          disabledReason={obstacle}
          onPress={send}
        >
          {isNote ? m.composer_add_note() : sendLabel}
        </Button>
      </div>
    </div>
  )
}

function InsertButtons({onInsert}: {onInsert: (before: string, after?: string) => void}) {
  return (
    <>
      <IconButton
        icon={AtSign}
        className="desk-only"
        label={m.composer_mention()}
        onPress={() => onInsert('@')}
      />
      <IconButton
        icon={Hash}
        className="desk-only"
        label={m.composer_link_issue()}
        onPress={() => onInsert('#')}
      />
      <IconButton
        icon={Code}
        className="desk-only"
        label={m.composer_code()}
        onPress={() => onInsert('`', '`')}
      />
    </>
  )
}

function AttachButton({onAttach}: {onAttach: (files: File[]) => void}) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <IconButton icon={Paperclip} label={m.composer_attach()} onPress={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={m.composer_attach()}
        onChange={(event) => {
          onAttach([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </>
  )
}

function give<T>(ref: Ref<T> | undefined, element: T | null) {
  if (typeof ref === 'function') return ref(element)
  if (ref) ref.current = element
}
