import {Pencil} from 'lucide-react'
import {useState} from 'react'
import {type IssueConflict, useChangeIssue} from '../../../api/mutations/change-issue.ts'
import type {Issue} from '../../../api/types.ts'
import {useDraft} from '../../../hooks/use-draft.ts'
import {useShortcut} from '../../../hooks/use-shortcut.ts'
import {m} from '../../../paraglide/messages.js'
import {Button} from '../../../ui/button.tsx'
import {IconButton} from '../../../ui/icon-button.tsx'
import {Prose} from '../../../ui/prose.tsx'
import {type TextFieldName, fieldLabel} from '../field-names.ts'
import {DraftNotice} from './draft-notice.tsx'
import {TextConflict} from './text-conflict.tsx'
import {TextEditor} from './text-editor.tsx'
import styles from './texts.module.css'

export interface IssueTextProps {
  issue: Issue
  field: TextFieldName
  /** Opens it */
  keys?: string
  size?: 's' | 'm'
}

/** One of the texts of an issue: read, or edited in its place. */
export function IssueText({issue, field, keys, size = 'm'}: IssueTextProps) {
  const [isEditing, setIsEditing] = useState(false)
  const [base, setBase] = useState<Issue>()
  const [draft, keepDraft] = useDraft(`${field} ${issue.key}`)
  const [conflict, setConflict] = useState<IssueConflict | null>(null)
  const change = useChangeIssue(issue.key, {
    onConflict: (found) => {
      keepDraft(found.change[field] ?? null)
      setConflict(found)
    },
    onDone: () => {
      keepDraft(null)
      setConflict(null)
    },
  })
  const {allowed} = issue.can.changeText
  const label = fieldLabel(field)
  const open = () => {
    setBase(issue)
    setIsEditing(true)
  }
  useShortcut(keys ?? '', open, keys !== undefined && allowed && !isEditing)

  const save = () => {
    const text = draft ?? issue[field]
    setIsEditing(false)
    if (text === issue[field]) keepDraft(null)
    else change.mutate({[field]: text}, base ? {base} : {})
  }

  if (isEditing)
    return (
      <TextEditor
        label={label}
        value={draft ?? issue[field]}
        onChange={keepDraft}
        onSave={save}
        onLeave={() => {
          if (draft === issue[field]) keepDraft(null)
          setIsEditing(false)
        }}
        onDiscard={() => {
          keepDraft(null)
          setIsEditing(false)
        }}
        rows={field === 'body' ? 8 : 4}
        size={size}
      />
    )
  return (
    <>
      <div className={styles.text}>
        {conflict === null ? (
          <ReadText issue={issue} field={field} size={size} onWrite={open} isPending={change.isPending} />
        ) : (
          <TextConflict
            conflict={conflict}
            field={field}
            onTakeTheirs={() => {
              keepDraft(null)
              setConflict(null)
            }}
          />
        )}
        {allowed && issue[field] !== '' && conflict === null && (
          <span className={styles.pencil}>
            <IconButton
              size="s"
              icon={Pencil}
              label={m.issue_edit_text({field: label})}
              keys={keys}
              onPress={open}
            />
          </span>
        )}
      </div>
      {draft !== null && draft !== issue[field] && !change.isPending && conflict === null && (
        <DraftNotice onOpen={open} onDrop={() => keepDraft(null)} />
      )}
    </>
  )
}

interface ReadTextProps {
  issue: Issue
  field: TextFieldName
  size: 's' | 'm'
  isPending: boolean
  onWrite: () => void
}

function ReadText({issue, field, size, isPending, onWrite}: ReadTextProps) {
  if (issue[field] === '')
    return issue.can.changeText.allowed ? (
      <Button variant="ghost" className={styles.write} onPress={onWrite}>
        {field === 'body' ? m.issue_no_body() : m.issue_add_text({field: fieldLabel(field)})}
      </Button>
    ) : (
      <p className="subtle">{m.issue_no_body_read()}</p>
    )
  // The HTML comes with the server's answer; until then the text as it was written.
  return isPending || issue.html === undefined ? (
    <p className={styles.raw}>{issue[field]}</p>
  ) : (
    <Prose html={issue.html[field]} size={size} />
  )
}
