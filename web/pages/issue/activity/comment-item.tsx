import {Ellipsis, Link as LinkIcon, Pencil, Quote, Trash2} from 'lucide-react'
import {useState} from 'react'
import type {Comment, Issue} from '../../../api/types.ts'
import {m} from '../../../paraglide/messages.js'
import {paths} from '../../../paths.ts'
import {CommentView} from '../../../ui/comment-view.tsx'
import {ConfirmDialog} from '../../../ui/confirm-dialog.tsx'
import {IconButton} from '../../../ui/icon-button.tsx'
import {Menu, MenuItem} from '../../../ui/menu.tsx'
import {copyText} from '../copy-text.ts'
import {FileList} from '../files/file-list.tsx'
import styles from './activity.module.css'
import {CommentEditor} from './comment-editor.tsx'
import {quoteInComposer} from './quote.ts'
import {useRemoveComment} from './use-comment-actions.ts'

export function CommentItem({issue, comment}: {issue: Issue; comment: Comment}) {
  const [state, setState] = useState<'read' | 'edit' | 'remove'>('read')
  const remove = useRemoveComment(issue.key)
  const read = () => setState('read')
  if (state === 'edit') return <CommentEditor issueKey={issue.key} comment={comment} onDone={read} />
  return (
    <>
      <CommentView
        id={`comment-${comment.id}`}
        author={comment.author}
        createdAt={comment.createdAt}
        editedAt={comment.editedAt}
        visibility={comment.isInternal ? 'internal' : 'public'}
        html={comment.html ?? ''}
        via={viaNames[comment.channel]?.()}
        menu={
          <CommentMenu
            comment={comment}
            onCopyLink={() => void copyText(linkTo(issue.key, comment), m.issue_link_copied())}
            onQuote={() => quoteInComposer(issue.key, comment)}
            onEdit={() => setState('edit')}
            onRemove={() => setState('remove')}
          />
        }
      >
        {comment.attachments.length > 0 && (
          <div className={styles.files}>
            <FileList issueKey={issue.key} files={comment.attachments} />
          </div>
        )}
      </CommentView>
      <ConfirmDialog
        isOpen={state === 'remove'}
        onClose={read}
        title={m.comment_remove_title()}
        action={m.comment_remove()}
        isDanger
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate(comment.id, {onSettled: read})}
      >
        {m.comment_remove_text()}
      </ConfirmDialog>
    </>
  )
}

const viaNames: Partial<Record<Comment['channel'], () => string>> = {
  mail: m.comment_via_mail,
  import: m.comment_via_import,
  api: m.comment_via_api,
}

function linkTo(key: string, {id}: Comment): string {
  return `${location.origin}${paths.issue(key)}#comment-${id}`
}

interface CommentMenuProps {
  comment: Comment
  onCopyLink: () => void
  onQuote: () => void
  onEdit: () => void
  onRemove: () => void
}

function CommentMenu({comment, onCopyLink, onQuote, onEdit, onRemove}: CommentMenuProps) {
  const label = m.comment_menu({name: comment.author.name})
  return (
    <Menu
      label={label}
      placement="bottom end"
      trigger={<IconButton size="s" icon={Ellipsis} label={label} />}
    >
      <MenuItem icon={LinkIcon} onAction={onCopyLink}>
        {m.comment_copy_link()}
      </MenuItem>
      <MenuItem icon={Quote} onAction={onQuote}>
        {m.comment_quote()}
      </MenuItem>
      {comment.can.change && (
        <MenuItem icon={Pencil} onAction={onEdit}>
          {m.comment_edit()}
        </MenuItem>
      )}
      {comment.can.remove && (
        <MenuItem icon={Trash2} isDanger onAction={onRemove}>
          {m.comment_remove()}
        </MenuItem>
      )}
    </Menu>
  )
}
