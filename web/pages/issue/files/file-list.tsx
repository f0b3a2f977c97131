import {Download, FileText, Lock, Trash2} from 'lucide-react'
import {useState} from 'react'
import {m} from '../../../paraglide/messages.js'
import {ConfirmDialog} from '../../../ui/confirm-dialog.tsx'
import {Icon} from '../../../ui/icon.tsx'
import {IconButton} from '../../../ui/icon-button.tsx'
import {fileSize} from '../../../ui/upload-progress.tsx'
import type {Attachment} from '../issue-queries.ts'
import styles from './files.module.css'
import {useRemoveFile} from './use-remove-file.ts'

/** Files as cards: pictures show themselves, others an icon. */
export function FileList({issueKey, files}: {issueKey: string; files: readonly Attachment[]}) {
  const [doomed, setDoomed] = useState<Attachment | null>(null)
  const remove = useRemoveFile(issueKey)
  const close = () => setDoomed(null)
  return (
    <>
      <ul className={styles.files}>
        {files.map((file) => (
          <FileCard key={file.id} file={file} onRemove={() => setDoomed(file)} />
        ))}
      </ul>
      <ConfirmDialog
        isOpen={doomed !== null}
        onClose={close}
        title={m.issue_file_remove_title()}
        action={m.issue_file_remove({name: ''}).trim()}
        isDanger
        isBusy={remove.isPending}
        onConfirm={() => doomed && remove.mutate(doomed, {onSettled: close})}
      >
        {m.issue_file_remove_text({name: doomed?.name ?? ''})}
      </ConfirmDialog>
    </>
  )
}

function FileCard({file, onRemove}: {file: Attachment; onRemove: () => void}) {
  const {name} = file
  const address = `/api/v1/attachments/${file.id}`
  const content = `${address}/content/${encodeURIComponent(name)}`
  return (
    <li className={styles.file}>
      {file.hasContent ? (
        <a
          className={styles.picture}
          href={content}
          target="_blank"
          rel="noreferrer"
          aria-label={m.issue_file_open({name})}
        >
          {file.hasThumbnail ? (
            <img src={`${address}/thumbnail`} alt="" loading="lazy" />
          ) : (
            <Icon icon={FileText} size="l" />
          )}
        </a>
      ) : (
        <span className={styles.picture} title={m.issue_file_missing()}>
          <Icon icon={FileText} size="l" />
        </span>
      )}
      <span className={styles.words}>
        <span className={styles.name} title={name}>
          {name}
        </span>
        <span className={styles.meta}>
          {file.hasContent ? fileSize(file.size) : m.issue_file_missing()}
          {/* In a note the note says it. */}
          {file.isInternal && file.commentId === null && (
            <span className={styles.internal}>
              <Icon icon={Lock} size="s" />
              {m.issue_file_internal()}
            </span>
          )}
        </span>
      </span>
      <span className={styles.actions}>
        {file.hasContent && (
          <IconButton
            size="s"
            icon={Download}
            label={m.issue_file_download({name})}
            onPress={() => download(content, name)}
          />
        )}
        {file.can.remove && (
          <IconButton size="s" icon={Trash2} label={m.issue_file_remove({name})} onPress={onRemove} />
        )}
      </span>
    </li>
  )
}

function download(address: string, name: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
}
