import type {Context} from '../../core/context.ts'
import type {Tx} from '../../core/database/database.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {transact} from '../../core/transact.ts'
import {assertFresh} from '../change/assert-fresh.ts'
import {writeColumns, type GroupContext} from '../change/change-locked.ts'
import {assertMayOnIssue} from '../permissions.ts'
import {getIssueForUpdate, type IssueRecord} from '../queries.ts'

/** How long an issue stays in the bin before it is gone for good. */
export const daysInBin = 30

export interface DeleteIssue {
  readonly key: string
  readonly ifMatch: number | null
}

/** Puts an issue into the bin, where nobody but maintainers sees it and it can be taken out for 30 days. */
export function deleteIssue(ctx: Context, {key, ifMatch}: DeleteIssue): Promise<void> {
  return transact(ctx, async ({tx}) => {
    const issue = await getIssueForUpdate(tx, ctx.actor, key)
    await assertFresh(tx, ctx, issue, ifMatch)
    await deleteLocked(tx, ctx, issue)
  })
}

/** The same for an issue that is locked already. */
export async function deleteLocked(tx: Tx, ctx: GroupContext, issue: IssueRecord): Promise<void> {
  assertMayOnIssue(ctx.actor, 'issue.delete', issue)
  await writeColumns(tx, ctx, issue, {deleted_at: ctx.now()})
  await recordEvent(tx, ctx, {kind: 'issue.deleted'}, {projectId: issue.project_id, issueId: issue.id})
}
