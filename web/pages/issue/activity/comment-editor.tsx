import {useEffect, useRef, useState} from 'react'
import {ApiProblem} from '../../../api/client.ts'
import type {Comment} from '../../../api/types.ts'
import {useDraft} from '../../../hooks/use-draft.ts'
import {m} from '../../../paraglide/messages.js'
import {Avatar} from '../../../ui/avatar.tsx'
import {Button} from '../../../ui/button.tsx'
import {Composer} from '../../../ui/composer.tsx'
import {TextPreview} from '../texts/text-preview.tsx'
import styles from './activity.module.css'
import {useChangeComment} from './use-comment-actions.ts'

export interface CommentEditorProps {
  issueKey: string
  comment: Comment
  onDone: () => void
}

/** A comment while it is edited. Escape leaves and keeps the draft. */
export function CommentEditor({issueKey, comment, onDone}: CommentEditorProps) {
  const [draft, keepDraft] = useDraft(`comment-${comment.id}`)
  const [version, setVersion] = useState(comment.version)
  const input = useRef<HTMLTextAreaElement>(null)
  const {mutate, isPending, error} = useChangeComment(issueKey)
  const text = draft ?? comment.body
  useEffect(() => {
    const end = input.current?.value.length ?? 0
    input.current?.focus()
    input.current?.setSelectionRange(end, end)
  }, [])
  const leave = () => {
    if (text === comment.body) keepDraft(null)
    onDone()
  }
  const save = () =>
    mutate(
      {comment, body: text, version},
      {
        onSuccess: () => {
          keepDraft(null)
          onDone()
        },
        onError: (failure) => {
          // Sent again, it goes over what the other one wrote: the message says what that was.
          if (failure instanceof ApiProblem && failure.code === 'stale')
            setVersion((failure.current as Comment).version)
        },
      },
    )
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- hears Escape from the field inside
    <div
      className={styles.write}
      onKeyDown={(event) => {
        if (event.key === 'Escape') leave()
      }}
    >
      <Avatar name={comment.author.name} size="m" isDecorative />
      <Composer
        value={text}
        onChange={keepDraft}
        onSend={save}
        mode={comment.isInternal ? 'note' : 'answer'}
        readers={m.comment_readers_public({key: issueKey})}
        sendLabel={m.comment_save()}
        isSending={isPending}
        error={errorText(error)}
        inputRef={input}
        renderPreview={(written) => <TextPreview text={written} size="s" />}
        aside={
          <Button
            variant="ghost"
            onPress={() => {
              keepDraft(null)
              onDone()
            }}
          >
            {m.action_cancel()}
          </Button>
        }
      />
    </div>
  )
}

function errorText(error: Error | null): string | undefined {
  if (error instanceof ApiProblem && error.code === 'stale')
    return `${error.detail}: ${(error.current as Comment).body}`
  return error?.message
}
