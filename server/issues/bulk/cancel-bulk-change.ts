import type {Context} from '../../core/context.ts'
import {AppError} from '../../core/errors.ts'
import {transact} from '../../core/transact.ts'
import {getBulkChangeForUpdate, isUnfinished, viewBulkChange} from './queries.ts'
import type {BulkChangeView} from './schemas.ts'

/** Stops a bulk change after the chunk that is under way. What it did until then stays; it can be undone. */
export function cancelBulkChange(ctx: Context, id: number): Promise<BulkChangeView> {
  return transact(ctx, async ({tx}) => {
    const bulk = await getBulkChangeForUpdate(tx, ctx.actor, id)
    if (bulk.state === 'cancelled') return viewBulkChange(bulk)
    if (!isUnfinished(bulk)) throw new AppError('conflict', `Cannot cancel bulk change ${id}: it is over`)
    const end = {state: 'cancelled', finished_at: ctx.now()} as const
    await tx.updateTable('bulk_change').set(end).where('id', '=', id).execute()
    return viewBulkChange({...bulk, ...end})
  })
}
