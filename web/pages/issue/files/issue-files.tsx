import {useQuery, useQueryClient} from '@tanstack/react-query'
import {Paperclip} from 'lucide-react'
import {type RefObject, useRef} from 'react'
import type {Issue} from '../../../api/types.ts'
import {m} from '../../../paraglide/messages.js'
import {classNames} from '../../../ui/class-names.ts'
import {IconButton} from '../../../ui/icon-button.tsx'
import {UploadProgress} from '../../../ui/upload-progress.tsx'
import {attachmentsQuery} from '../issue-queries.ts'
import {Section} from '../section.tsx'
import {FileList} from './file-list.tsx'
import styles from './files.module.css'
import {useDroppedFiles} from './use-dropped-files.ts'
import {useUploads} from './use-uploads.ts'

/** The files of the issue itself; those of a comment stand under it. */
export function IssueFiles({issue}: {issue: Issue}) {
  const client = useQueryClient()
  const {data = []} = useQuery(attachmentsQuery(issue.key))
  const input = useRef<HTMLInputElement>(null)
  const uploads = useUploads(issue.key, {
    startsAtOnce: true,
    onDone: () => {
      void client.invalidateQueries({queryKey: attachmentsQuery(issue.key).queryKey})
      void client.invalidateQueries({queryKey: ['history', issue.key]})
    },
  })
  const {allowed, reason} = issue.can.attach
  const isOver = useDroppedFiles(allowed, uploads.add)
  const own = data.filter(({commentId}) => commentId === null)
  if (own.length === 0 && uploads.items.length === 0 && !isOver)
    return allowed ? <FileInput inputRef={input} onPick={uploads.add} /> : null
  return (
    <Section
      title={m.issue_attachments()}
      aside={own.length > 0 && own.length}
      action={
        <IconButton
          size="s"
          icon={Paperclip}
          label={m.issue_attach()}
          disabledReason={allowed ? undefined : (reason ?? '')}
          onPress={() => input.current?.click()}
        />
      }
    >
      <div className={classNames(styles.drop, isOver && styles.over)}>
        <FileList issueKey={issue.key} files={own} />
        {isOver && <p className={styles.empty}>{m.issue_attach_drop()}</p>}
        <div className={styles.uploads}>
          {uploads.items.map((upload) => (
            <UploadProgress
              key={upload.id}
              name={upload.file.name}
              size={upload.file.size}
              share={upload.share}
              error={upload.error}
              onRemove={() => uploads.remove(upload.id)}
              onRetry={() => uploads.retry(upload.id)}
            />
          ))}
        </div>
      </div>
      <FileInput inputRef={input} onPick={uploads.add} />
    </Section>
  )
}

/** The element that the browser's own dialog hangs on; the menu of the issue opens it too. */
export const fileInputId = 'issue-file-input'

interface FileInputProps {
  inputRef: RefObject<HTMLInputElement | null>
  onPick: (files: File[]) => void
}

function FileInput({inputRef, onPick}: FileInputProps) {
  return (
    <input
      ref={inputRef}
      id={fileInputId}
      type="file"
      multiple
      hidden
      aria-label={m.issue_attach()}
      onChange={(event) => {
        onPick([...(event.target.files ?? [])])
        event.target.value = ''
      }}
    />
  )
}
