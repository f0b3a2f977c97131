import {useNavigate} from '@tanstack/react-router'
import {Copy, Ellipsis, FolderInput, Link as LinkIcon, ListTree, Paperclip, Trash2} from 'lucide-react'
import {useState} from 'react'
import type {Issue} from '../../../api/types.ts'
import {m} from '../../../paraglide/messages.js'
import {paths} from '../../../paths.ts'
import {IconButton} from '../../../ui/icon-button.tsx'
import {Menu, MenuItem, MenuLine} from '../../../ui/menu.tsx'
import {copyText} from '../copy-text.ts'
import {fileInputId} from '../files/issue-files.tsx'
import {newSubIssue} from '../links/sub-issues.tsx'
import {MoveDialog} from './move-dialog.tsx'
import {useDelete} from './use-issue-actions.ts'

export function IssueMenu({issue}: {issue: Issue}) {
  const [isMoving, setIsMoving] = useState(false)
  const navigate = useNavigate()
  const remove = useDelete(issue)
  const {key, can} = issue
  return (
    <>
      <Menu
        label={m.action_more()}
        placement="bottom end"
        trigger={<IconButton icon={Ellipsis} label={m.action_more()} />}
      >
        <MenuItem icon={Copy} onAction={() => void copyText(key, m.issue_copied({text: key}))}>
          {m.issue_copy_key()}
        </MenuItem>
        <MenuItem
          icon={LinkIcon}
          onAction={() => void copyText(location.origin + paths.issue(key), m.issue_link_copied())}
        >
          {m.issue_copy_link()}
        </MenuItem>
        <MenuLine />
        <MenuItem
          icon={Paperclip}
          disabledReason={why(can.attach)}
          onAction={() => document.getElementById(fileInputId)?.click()}
        >
          {m.issue_attach()}
        </MenuItem>
        <MenuItem
          icon={ListTree}
          disabledReason={why(can.change)}
          onAction={() => void navigate({href: newSubIssue(issue)})}
        >
          {m.issue_sub_add()}
        </MenuItem>
        <MenuItem icon={FolderInput} disabledReason={why(can.move)} onAction={() => setIsMoving(true)}>
          {m.issue_move()}
        </MenuItem>
        <MenuLine />
        <MenuItem icon={Trash2} isDanger disabledReason={why(can.delete)} onAction={() => remove.mutate()}>
          {m.issue_delete()}
        </MenuItem>
      </Menu>
      <MoveDialog issue={issue} isOpen={isMoving} onClose={() => setIsMoving(false)} />
    </>
  )
}

function why({allowed, reason}: Issue['can']['move']): string | undefined {
  return allowed ? undefined : (reason ?? '')
}
