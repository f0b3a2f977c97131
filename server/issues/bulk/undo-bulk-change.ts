import type {Context} from '../../core/context.ts'
import type {Tx} from '../../core/database/database.ts'
import {AppError} from '../../core/errors.ts'
import {transact} from '../../core/transact.ts'
import {undoableKinds} from './load-undoing.ts'
import {getBulkChangeForUpdate, isUnfinished} from './queries.ts'
import {addBulkChange} from './start-bulk-change.ts'

/**
 * Begins a bulk change that takes another one back: every field that still has the value it was given then
 * gets the one it had before; where somebody changed it since, that stays and is counted as a failure.
 */
export function undoBulkChange(ctx: Context, id: number): Promise<{id: number}> {
  return transact(ctx, async (work) => {
    const {tx} = work
    const bulk = await getBulkChangeForUpdate(tx, ctx.actor, id)
    if (isUnfinished(bulk)) throw new AppError('conflict', `Cannot undo bulk change ${id}: it is under way`)
    await assertNotUndone(tx, id)
    const issueIds = await findChanged(tx, id)
    if (issueIds.length === 0)
      throw new AppError('conflict', `Cannot undo bulk change ${id}: it changed nothing`)
    return addBulkChange(work, ctx, {act: {}, issueIds, failures: [], undoOf: id})
  })
}

async function assertNotUndone(tx: Tx, id: number): Promise<void> {
  const undo = await tx
    .selectFrom('bulk_change')
    .select('id')
    .where('undo_of', '=', id)
    .where('state', 'not in', ['cancelled', 'failed'])
    .executeTakeFirst()
  if (undo !== undefined)
    throw new AppError('conflict', `Cannot undo bulk change ${id}: bulk change ${undo.id} does so already`)
}

async function findChanged(tx: Tx, id: number): Promise<number[]> {
  const rows = await tx
    .selectFrom('event')
    .select('issue_id')
    .distinct()
    .where('group_id', '=', id)
    .where('issue_id', 'is not', null)
    .where('kind', 'in', undoableKinds)
    .orderBy('issue_id')
    .execute()
  return rows.map(({issue_id}) => issue_id).filter((issueId) => issueId !== null)
}
