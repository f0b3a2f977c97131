import {Paperclip} from 'lucide-react'
import {useEffect, useRef} from 'react'
import type {IssueType} from '../../api/types.ts'
import {m} from '../../paraglide/messages.js'
import {Button} from '../../ui/button.tsx'
import {classNames} from '../../ui/class-names.ts'
import {TextArea} from '../../ui/text-field.tsx'
import {UploadProgress} from '../../ui/upload-progress.tsx'
import {fieldLabel, type TextFieldName} from '../issue/field-names.ts'
import {useDroppedFiles} from '../issue/files/use-dropped-files.ts'
import type {useUploads} from '../issue/files/use-uploads.ts'
import {DraftChips} from './draft-chips.tsx'
import {EnvironmentLine} from './environment-line.tsx'
import type {IssueDraft, SetDraft} from './issue-draft.ts'
import styles from './new-issue.module.css'
import {TitleField} from './title-field.tsx'
import {TypeTabs} from './type-tabs.tsx'

export interface NewIssueFormProps {
  project: string
  types: readonly IssueType[]
  type: IssueType
  onType: (key: string) => void
  draft: IssueDraft
  set: SetDraft
  parent: string | undefined
  /** The environment as the browser says it */
  found: string
  uploads: ReturnType<typeof useUploads>
  errorOf: (field: 'title' | TextFieldName) => string | undefined
  onSubmit: () => void
}

/** The type first, then its own form. */
export function NewIssueForm(props: NewIssueFormProps) {
  const {project, types, type, onType, draft, set, parent, found, uploads, errorOf, onSubmit} = props
  const form = useRef<HTMLDivElement>(null)
  const files = useRef<HTMLInputElement>(null)
  const isOver = useDroppedFiles(true, uploads.add)
  const {fields} = type.form
  const pair = (['expected', 'actual'] as const).filter((field) => fields.includes(field))
  const fault = (['title', 'body', 'steps', 'expected', 'actual', 'environment'] as const).find((field) =>
    errorOf(field),
  )
  useEffect(() => {
    if (fault !== undefined)
      form.current?.querySelector<HTMLElement>(`[data-field=${fault}] :is(textarea, input)`)?.focus()
  }, [fault])

  const text = (field: 'body' | 'steps' | 'expected' | 'actual', rows: number) => (
    <div key={field} data-field={field}>
      <TextArea
        label={fieldLabel(field)}
        placeholder={placeholders[field]()}
        value={draft[field]}
        onChange={(value) => set({[field]: value})}
        rows={rows}
        error={errorOf(field)}
      />
    </div>
  )
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- hears the key of the whole form
    <div
      ref={form}
      className={classNames(styles.form, isOver && styles.over)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
        event.preventDefault()
        onSubmit()
      }}
    >
      <TypeTabs types={types} value={type.key} onChange={onType} />
      <TitleField value={draft.title} onChange={(title) => set({title})} error={errorOf('title')} />
      {parent !== undefined && <p className="muted">{m.newissue_parent({key: parent})}</p>}
      {fields.includes('body') && text('body', fields.includes('steps') ? 2 : 4)}
      {fields.includes('steps') && text('steps', 2)}
      {pair.length > 0 && <div className={styles.pair}>{pair.map((field) => text(field, 2))}</div>}
      <div className={styles.chips}>
        <Button icon={Paperclip} onPress={() => files.current?.click()}>
          {m.newissue_attach()}
        </Button>
        <DraftChips draft={draft} set={set} project={project} fields={fields} />
      </div>
      {uploads.items.length > 0 && (
        <div className={styles.uploads}>
          {uploads.items.map((upload) => (
            <UploadProgress
              key={upload.id}
              name={upload.file.name}
              size={upload.file.size}
              share={upload.share}
              error={upload.error}
              onRemove={() => uploads.remove(upload.id)}
            />
          ))}
        </div>
      )}
      {fields.includes('environment') && (
        <div data-field="environment">
          <EnvironmentLine
            found={found}
            value={draft.environment}
            onChange={(environment) => set({environment})}
            error={errorOf('environment')}
          />
        </div>
      )}
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label={m.issue_attach()}
        onChange={(event) => {
          uploads.add([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </div>
  )
}

const placeholders = {
  body: m.newissue_body_placeholder,
  steps: m.newissue_steps_placeholder,
  expected: m.newissue_expected_placeholder,
  actual: m.newissue_actual_placeholder,
}
