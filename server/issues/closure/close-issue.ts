import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import type {Tx} from '../../core/database/database.ts'
import {invalid} from '../../core/errors.ts'
import {transact} from '../../core/transact.ts'
import {addCommentSchema} from '../../comments/schemas.ts'
import {isOpen} from '../../workflow/tables.ts'
import {assertFresh} from '../change/assert-fresh.ts'
import {changeLocked} from '../change/change-locked.ts'
import {getStatusById} from '../change/plan-status.ts'
import {viewIssue} from '../issue-view.ts'
import {assertMayOnIssue} from '../permissions.ts'
import {getIssueByIdForUpdate, getIssueForUpdate, getNamedIssue, type IssueRecord} from '../queries.ts'
import type {ChangeIssue, IssueView} from '../schemas.ts'
import {resolutions} from '../tables.ts'
import {commentAlong} from './comment-along.ts'
import {markDuplicate} from './mark-duplicate.ts'

export const closeIssueSchema = z
  .object({
    resolution: z
      .enum(resolutions)
      .optional()
      .meta({description: 'Left out: duplicate with duplicateOf, else fixed for bugs and done for others'}),
    comment: addCommentSchema.shape.body
      .optional()
      .meta({description: 'A public comment to go along, Markdown; added when this closes the issue'}),
    duplicateOf: z.string().max(30).optional().meta({description: 'Key of the original'}),
  })
  .strict()
  .meta({id: 'CloseIssue'})
export type CloseIssue = z.output<typeof closeIssueSchema> & {
  readonly key: string
  /** The version the caller builds upon; null to close whatever is there. */
  readonly ifMatch: number | null
}

/**
 * Closes an issue; as a duplicate, it is linked with its original and brings who watched it along. Closing
 * what is closed in the same way changes nothing and tells nobody.
 */
export function closeIssue(ctx: Context, {key, ifMatch, comment, ...input}: CloseIssue): Promise<IssueView> {
  return transact(ctx, async ({tx}) => {
    const issue = await getIssueForUpdate(tx, ctx.actor, key)
    assertMayOnIssue(ctx.actor, 'issue.change', issue)
    await assertFresh(tx, ctx, issue, ifMatch)
    const closed = await changeLocked(tx, ctx, issue, await closing(tx, issue, input))
    if (input.duplicateOf !== undefined) {
      const original = await getNamedIssue(tx, ctx.actor, '/duplicateOf', input.duplicateOf)
      await markDuplicate(tx, ctx, closed, original)
    }
    // A repeated request must not repeat the comment.
    if (comment !== undefined && closed.version !== issue.version)
      await commentAlong(tx, ctx, closed, comment)
    return viewIssue(tx, ctx.actor, await getIssueByIdForUpdate(tx, ctx.actor, closed.id))
  })
}

type HowToClose = Omit<CloseIssue, 'key' | 'ifMatch' | 'comment'>

async function closing(
  tx: Tx,
  issue: IssueRecord,
  {resolution, duplicateOf}: HowToClose,
): Promise<ChangeIssue> {
  if (duplicateOf !== undefined && resolution !== undefined && resolution !== 'duplicate')
    throw invalid(
      '/resolution',
      `A duplicate of ${duplicateOf} has the resolution duplicate, not ${resolution}`,
    )
  const given = duplicateOf === undefined ? resolution : 'duplicate'
  return {
    status: await closedStatus(tx, issue),
    ...(given === undefined ? {} : {resolution: given}),
  }
}

/** Closed; where a workflow has no such status, its first resolved one. */
async function closedStatus(tx: Tx, issue: IssueRecord): Promise<string> {
  const current = await getStatusById(tx, issue.status_id)
  if (current.category === 'closed') return current.key
  const statuses = await tx
    .selectFrom('status')
    .select(['key', 'category'])
    .where('workflow_id', '=', current.workflow_id)
    .orderBy('position')
    .execute()
  const done = statuses.filter(({category}) => !isOpen(category))
  const status = done.find(({category}) => category === 'closed') ?? done[0]
  return status?.key ?? current.key
}
