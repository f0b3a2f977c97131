import type {Context} from '../../core/context.ts'
import type {Tx} from '../../core/database/database.ts'
import {transact} from '../../core/transact.ts'
import {isOpen} from '../../workflow/tables.ts'
import {assertFresh} from '../change/assert-fresh.ts'
import {changeLocked} from '../change/change-locked.ts'
import {getStatusById} from '../change/plan-status.ts'
import {viewIssue} from '../issue-view.ts'
import {assertMayOnIssue} from '../permissions.ts'
import {getIssueForUpdate, type IssueRecord} from '../queries.ts'
import type {IssueView} from '../schemas.ts'

export interface ReopenIssue {
  readonly key: string
  readonly ifMatch: number | null
}

/** Opens an issue again, which takes its resolution away. An open one stays as it is. */
export function reopenIssue(ctx: Context, {key, ifMatch}: ReopenIssue): Promise<IssueView> {
  return transact(ctx, async ({tx}) => {
    const issue = await getIssueForUpdate(tx, ctx.actor, key)
    assertMayOnIssue(ctx.actor, 'issue.change', issue)
    await assertFresh(tx, ctx, issue, ifMatch)
    const reopened = isOpen(issue.category)
      ? issue
      : await changeLocked(tx, ctx, issue, {status: await openStatus(tx, issue)})
    return viewIssue(tx, ctx.actor, reopened)
  })
}

/** "Reopened" where a workflow has that, else its first open status, else the one where issues start. */
async function openStatus(tx: Tx, issue: IssueRecord): Promise<string> {
  const current = await getStatusById(tx, issue.status_id)
  const statuses = await tx
    .selectFrom('status')
    .select(['key', 'category', 'is_initial'])
    .where('workflow_id', '=', current.workflow_id)
    .orderBy('position')
    .execute()
  const status =
    statuses.find(({key}) => key === 'reopened') ??
    statuses.find(({category}) => category === 'open') ??
    statuses.find(({is_initial}) => is_initial)
  return status?.key ?? current.key
}
