import {useState} from 'react'
import {m} from '../../../paraglide/messages.js'
import {Button} from '../../../ui/button.tsx'
import {Dialog} from '../../../ui/dialog.tsx'
import {IssuePickerField} from '../links/issue-picker-field.tsx'
import type {IssueDialogProps} from './close-dialog.tsx'
import styles from './header.module.css'
import {useClose} from './use-issue-actions.ts'

export function DuplicateDialog({issue, isOpen, onClose}: IssueDialogProps) {
  const [original, setOriginal] = useState<string | null>(null)
  const close = useClose(issue.key)
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      size="s"
      title={m.issue_duplicate_title({key: issue.key})}
      footer={
        <Button
          variant="primary"
          size="l"
          isBusy={close.isPending}
          disabledReason={original === null ? m.issue_duplicate_of() : undefined}
          onPress={() => original !== null && close.mutate({duplicateOf: original}, {onSuccess: onClose})}
        >
          {m.issue_duplicate_action()}
        </Button>
      }
    >
      <div className={styles.form}>
        <IssuePickerField
          label={m.issue_duplicate_of()}
          placeholder={m.issue_parent_search()}
          project={issue.project.key}
          except={issue.key}
          value={original}
          onChange={setOriginal}
          error={close.error?.message}
        />
        <p className="muted">{m.issue_duplicate_help()}</p>
      </div>
    </Dialog>
  )
}
