import {LogIn} from 'lucide-react'
import {useEffect, useRef, useState} from 'react'
import {useSession} from '../../../api/session.ts'
import type {Issue} from '../../../api/types.ts'
import {useDraft} from '../../../hooks/use-draft.ts'
import {useShortcut} from '../../../hooks/use-shortcut.ts'
import {m} from '../../../paraglide/messages.js'
import {paths} from '../../../paths.ts'
import {Avatar} from '../../../ui/avatar.tsx'
import {Composer, type ComposerMode} from '../../../ui/composer.tsx'
import {Icon} from '../../../ui/icon.tsx'
import {Link} from '../../../ui/link.tsx'
import {UploadProgress} from '../../../ui/upload-progress.tsx'
import {useUploads} from '../files/use-uploads.ts'
import {TextPreview} from '../texts/text-preview.tsx'
import styles from './activity.module.css'
import {onQuote} from './quote.ts'
import {refreshActivity, useAddComment} from './use-comment-actions.ts'

/** Where one answers or notes something; files go up once the comment is there. */
export function IssueComposer({issue}: {issue: Issue}) {
  const {person} = useSession()
  if (person === null)
    return (
      <p className="line">
        <Icon icon={LogIn} className="subtle" />
        <Link href={paths.signIn(paths.issue(issue.key))}>{m.comment_sign_in()}</Link>
      </p>
    )
  if (!issue.can.comment.allowed && !issue.can.addNote.allowed)
    return <p className="subtle">{issue.can.comment.reason}</p>
  return <OpenComposer issue={issue} name={person.name} />
}

function OpenComposer({issue, name}: {issue: Issue; name: string}) {
  const {key, can} = issue
  const [draft, keepDraft] = useDraft(`answer ${key}`)
  const [wantsNote, setWantsNote] = useDraft(`answer-is-note ${key}`)
  const [isSending, setIsSending] = useState(false)
  const input = useRef<HTMLTextAreaElement>(null)
  const add = useAddComment(key)
  const uploads = useUploads(key)
  const mode: ComposerMode =
    can.addNote.allowed && (wantsNote !== null || !can.comment.allowed) ? 'note' : 'answer'

  useShortcut('R', () => input.current?.focus())
  useEffect(
    () =>
      onQuote((quote) => {
        if (quote.key !== key) return
        keepDraft(`${draft ?? ''}${quote.text}`)
        input.current?.focus()
      }),
    [key, draft, keepDraft],
  )

  const send = async () => {
    setIsSending(true)
    try {
      const comment = await add.mutateAsync({body: draft ?? '', isInternal: mode === 'note'})
      keepDraft(null)
      await uploads.send({commentId: comment.id})
      refreshActivity(key)
    } catch {
      // Said by the composer, which keeps the text.
    } finally {
      setIsSending(false)
    }
  }

  return (
    <div className={styles.write}>
      <Avatar name={name} size="m" isDecorative />
      <Composer
        value={draft ?? ''}
        onChange={(text) => keepDraft(text === '' ? null : text)}
        onSend={() => void send()}
        mode={mode}
        {...(can.addNote.allowed &&
          can.comment.allowed && {
            onModeChange: (next: ComposerMode) => setWantsNote(next === 'note' ? 'yes' : null),
          })}
        readers={m.comment_readers_public({key})}
        isSending={isSending}
        error={add.error?.message}
        inputRef={input}
        renderPreview={(text) => <TextPreview text={text} size="s" />}
        {...(can.attach.allowed && {onAttach: uploads.add})}
        uploads={
          uploads.items.length > 0 &&
          uploads.items.map((upload) => (
            <UploadProgress
              key={upload.id}
              name={upload.file.name}
              size={upload.file.size}
              share={upload.share}
              error={upload.error}
              onRemove={() => uploads.remove(upload.id)}
              onRetry={() => uploads.retry(upload.id)}
            />
          ))
        }
      />
    </div>
  )
}
