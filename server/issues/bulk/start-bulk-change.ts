import type {Context} from '../../core/context.ts'
import {refusal} from '../../core/rights.ts'
import {transact, type Work} from '../../core/transact.ts'
import {findTargets} from './find-targets.ts'
import type {StartBulkChange} from './schemas.ts'

export const bulkTask = 'issues.bulk'

/** The job of a bulk change. Queued again, it replaces the one that waits. */
export function bulkJobKey(id: number): string {
  return `bulk-${id}`
}

/**
 * Begins to change many issues, each with the rights of who asks. A job does it; `getBulkChange` tells how
 * far it is.
 */
export function startBulkChange(
  ctx: Context,
  {keys, q, timeZone, ...act}: StartBulkChange,
): Promise<{id: number}> {
  return transact(ctx, async (work) => {
    const {ids, unknownKeys} = await findTargets(work.tx, ctx, {keys, q, timeZone})
    const failures = unknownKeys.map((key) => ({key, reason: `No such issue: ${key}`}))
    return addBulkChange(work, ctx, {act, issueIds: ids, failures, undoOf: null})
  })
}

export interface NewBulkChange {
  readonly act: object
  readonly issueIds: readonly number[]
  readonly failures: readonly {key: string; reason: string}[]
  readonly undoOf: number | null
}

export async function addBulkChange(
  {tx}: Work,
  ctx: Context,
  {act, issueIds, failures, undoOf}: NewBulkChange,
): Promise<{id: number}> {
  const {personId} = ctx.actor
  if (personId === null) throw refusal(ctx.actor, 'issue.change')
  const {id} = await tx
    .insertInto('bulk_change')
    .values({
      actor_id: personId,
      via: ctx.via,
      change: JSON.stringify(act),
      issue_ids: [...issueIds],
      failures: JSON.stringify(failures),
      undo_of: undoOf,
      created_at: ctx.now(),
      progressed_at: ctx.now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await ctx.services.jobs.add(tx, bulkTask, {id}, {key: bulkJobKey(id)})
  return {id}
}
