import {useState} from 'react'
import type {Issue} from '../../../api/types.ts'
import {m} from '../../../paraglide/messages.js'
import {Button} from '../../../ui/button.tsx'
import {Dialog} from '../../../ui/dialog.tsx'
import {RadioGroup} from '../../../ui/radio-group.tsx'
import {TextArea} from '../../../ui/text-field.tsx'
import {type Resolution, resolutionNames, resolutionsFor} from '../value-names.ts'
import styles from './header.module.css'
import {useClose} from './use-issue-actions.ts'

export interface IssueDialogProps {
  issue: Issue
  isOpen: boolean
  onClose: () => void
}

/** Closes with a resolution and, if one likes, a last word. */
export function CloseDialog({issue, isOpen, onClose}: IssueDialogProps) {
  const options = resolutionsFor(issue)
  const [resolution, setResolution] = useState<Resolution>(issue.resolution ?? options[0] ?? 'done')
  const [comment, setComment] = useState('')
  const close = useClose(issue.key)
  const submit = () =>
    close.mutate(
      {resolution, ...(comment.trim() !== '' && {comment})},
      {
        onSuccess: () => {
          setComment('')
          onClose()
        },
      },
    )
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      size="s"
      title={m.issue_close_title({key: issue.key})}
      footer={
        <Button variant="primary" size="l" isBusy={close.isPending} onPress={submit}>
          {m.issue_close()}
        </Button>
      }
    >
      <div className={styles.form}>
        <RadioGroup
          label={m.issue_close_as()}
          value={resolution}
          onChange={(id) => setResolution(id as Resolution)}
          options={options.map((id) => ({id, text: resolutionNames[id]()}))}
          error={close.error?.message}
        />
        {issue.can.comment.allowed && (
          <TextArea
            label={m.issue_close_comment()}
            help={m.comment_readers_public({key: issue.key})}
            value={comment}
            onChange={setComment}
            rows={2}
          />
        )}
      </div>
    </Dialog>
  )
}
