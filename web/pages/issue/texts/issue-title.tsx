import {type KeyboardEvent, useRef, useState} from 'react'
import {useChangeIssue} from '../../../api/mutations/change-issue.ts'
import type {Issue} from '../../../api/types.ts'
import {useDraft} from '../../../hooks/use-draft.ts'
import {m} from '../../../paraglide/messages.js'
import {Button} from 'react-aria-components/Button'
import styles from './texts.module.css'

/** The title: press it to rename the issue; Enter saves, Escape leaves. */
export function IssueTitle({issue}: {issue: Issue}) {
  const [isEditing, setIsEditing] = useState(false)
  const [draft, keepDraft] = useDraft(`title ${issue.key}`)
  const isLeaving = useRef(false)
  const change = useChangeIssue(issue.key, {onDone: () => keepDraft(null)})
  if (!issue.can.changeText.allowed) return <h2 className={styles.title}>{issue.title}</h2>
  if (!isEditing)
    return (
      <h2 className={styles.title}>
        <Button
          className={styles.rename ?? ''}
          aria-label={`${issue.title}. ${m.issue_edit_title()}`}
          onPress={() => setIsEditing(true)}
        >
          {issue.title}
        </Button>
      </h2>
    )

  const leave = (isKept: boolean) => {
    isLeaving.current = true
    const title = (draft ?? issue.title).replaceAll(/\s+/g, ' ').trim()
    if (!isKept || title === '' || title === issue.title) keepDraft(null)
    else change.mutate({title})
    setIsEditing(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    leave(event.key === 'Enter')
  }
  return (
    <textarea
      ref={(field) => {
        isLeaving.current = false
        if (field && document.activeElement !== field) {
          field.focus()
          field.select()
        }
      }}
      className={styles.titleField}
      aria-label={m.issue_edit_title()}
      rows={1}
      maxLength={500}
      value={draft ?? issue.title}
      onChange={(event) => keepDraft(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => {
        if (!isLeaving.current) leave(true)
      }}
    />
  )
}
