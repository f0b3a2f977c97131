import type {Context} from '../../core/context.ts'
import type {Tx} from '../../core/database/database.ts'
import {AppError, notFound} from '../../core/errors.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {assertMay, may} from '../../core/rights.ts'
import {transact} from '../../core/transact.ts'
import type {GroupContext} from '../change/change-locked.ts'

/** Takes an issue out of the bin. One that is out already stays as it is. */
export function restoreIssue(ctx: Context, id: number): Promise<{key: string}> {
  return transact(ctx, async ({tx}) => {
    const issue = await getBinnedForUpdate(tx, ctx, id)
    if (issue.deleted_at !== null) await restoreLocked(tx, ctx, issue)
    return {key: `${issue.projectKey}-${issue.number}`}
  })
}

/** @throws AppError `forbidden`, or `conflict` when its project is archived */
export async function restoreLocked(tx: Tx, ctx: GroupContext, issue: BinnedIssue): Promise<void> {
  assertMay(ctx.actor, 'issue.delete', issue.project_id)
  if (issue.projectArchivedAt !== null)
    throw new AppError(
      'conflict',
      `Cannot take an issue out of the bin: the project ${issue.projectKey} is archived`,
    )
  await tx
    .updateTable('issue')
    .set({deleted_at: null, version: issue.version + 1, updated_at: ctx.now()})
    .where('id', '=', issue.id)
    .execute()
  await recordEvent(tx, ctx, {kind: 'issue.restored'}, {projectId: issue.project_id, issueId: issue.id})
}

export type BinnedIssue = Awaited<ReturnType<typeof findBinnedForUpdate>> & object

/**
 * An issue in the bin or out of it, by what the bin calls it. Only who may use the bin learns that it exists.
 *
 * @throws AppError `notFound`
 */
async function getBinnedForUpdate(tx: Tx, {actor}: Context, id: number): Promise<BinnedIssue> {
  const issue = await findBinnedForUpdate(tx, id)
  if (issue === undefined || !may(actor, 'issue.delete', issue.project_id))
    throw notFound(`issue in the bin: ${id}`)
  return issue
}

export function findBinnedForUpdate(tx: Tx, id: number) {
  return tx
    .selectFrom('issue')
    .innerJoin('project', 'project.id', 'issue.project_id')
    .select([
      'issue.id',
      'issue.project_id',
      'issue.number',
      'issue.version',
      'issue.title',
      'issue.deleted_at',
      'project.key as projectKey',
      'project.archived_at as projectArchivedAt',
    ])
    .where('issue.id', '=', id)
    .forNoKeyUpdate('issue')
    .executeTakeFirst()
}
