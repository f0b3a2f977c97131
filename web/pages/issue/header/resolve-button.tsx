import {useQuery} from '@tanstack/react-query'
import {Check, ChevronDown, CircleX, Copy, RotateCcw} from 'lucide-react'
import {useState} from 'react'
import {useChangeIssue} from '../../../api/mutations/change-issue.ts'
import {typesQuery} from '../../../api/queries/types.ts'
import type {Issue} from '../../../api/types.ts'
import {m} from '../../../paraglide/messages.js'
import {Button} from '../../../ui/button.tsx'
import {Menu, MenuItem, MenuLine, MenuSection} from '../../../ui/menu.tsx'
import {type Resolution, resolutionNames, resolutionsFor} from '../value-names.ts'
import {CloseDialog} from './close-dialog.tsx'
import {DuplicateDialog} from './duplicate-dialog.tsx'
import {useReopen} from './use-issue-actions.ts'

/** Ends an issue in one step, or opens it again. */
export function ResolveButton({issue}: {issue: Issue}) {
  const [dialog, setDialog] = useState<'close' | 'duplicate' | null>(null)
  const reopen = useReopen(issue.key)
  const close = () => setDialog(null)
  const {allowed, reason} = issue.can.change
  const lockedReason = allowed ? undefined : (reason ?? '')
  const {category} = issue.status
  if (category === 'closed')
    return (
      <Button
        icon={RotateCcw}
        isBusy={reopen.isPending}
        disabledReason={lockedReason}
        onPress={() => reopen.mutate()}
      >
        {m.issue_reopen()}
      </Button>
    )
  const isResolved = category === 'resolved'
  if (lockedReason !== undefined)
    return (
      <Button icon={Check} disabledReason={lockedReason}>
        {isResolved ? m.issue_close() : m.issue_resolve()}
      </Button>
    )
  return (
    <>
      <Menu
        label={isResolved ? m.issue_close() : m.issue_resolve()}
        placement="bottom end"
        trigger={
          <Button icon={Check} iconAfter={ChevronDown}>
            {isResolved ? m.issue_close() : m.issue_resolve()}
          </Button>
        }
      >
        {!isResolved && <ResolutionItems issue={issue} />}
        {!isResolved && <MenuLine />}
        {isResolved && (
          <MenuItem icon={RotateCcw} onAction={() => reopen.mutate()}>
            {m.issue_reopen()}
          </MenuItem>
        )}
        <MenuItem icon={CircleX} onAction={() => setDialog('close')}>
          {m.issue_close_as_dots()}
        </MenuItem>
        <MenuItem icon={Copy} onAction={() => setDialog('duplicate')}>
          {m.issue_mark_duplicate()}
        </MenuItem>
      </Menu>
      <CloseDialog issue={issue} isOpen={dialog === 'close'} onClose={close} />
      <DuplicateDialog issue={issue} isOpen={dialog === 'duplicate'} onClose={close} />
    </>
  )
}

/** Into the first resolved status of the workflow; a workflow without one can only close. */
function ResolutionItems({issue}: {issue: Issue}) {
  const {data: types} = useQuery(typesQuery())
  const {mutate} = useChangeIssue(issue.key)
  const statuses = types?.find(({key}) => key === issue.type.key)?.statuses ?? []
  const target =
    statuses.find(({category}) => category === 'resolved') ??
    statuses.find(({category}) => category === 'closed')
  const resolve = (resolution: Resolution) => {
    if (!target) return
    const {key, name, category} = target
    mutate({status: key, resolution}, {shown: {status: {id: issue.status.id, key, name, category}}})
  }
  return (
    <MenuSection title={m.issue_resolve_as()}>
      {resolutionsFor(issue).map((resolution) => (
        <MenuItem key={resolution} id={resolution} onAction={() => resolve(resolution)}>
          {resolutionNames[resolution]()}
        </MenuItem>
      ))}
    </MenuSection>
  )
}
