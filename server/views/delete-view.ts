import type {Context} from '../core/context.ts'
import {recordEvent} from '../core/events/record-event.ts'
import {transact} from '../core/transact.ts'
import {assertFresh} from './assert-fresh.ts'
import {assertMayChange} from './permissions.ts'
import {presentOne} from './present-views.ts'
import {getViewForUpdate, personalOf} from './queries.ts'

/**
 * @param ifMatch the version that is meant to be deleted; null: whatever it is
 * @throws AppError `stale` with the current state
 */
export function deleteView(ctx: Context, id: number, ifMatch: number | null): Promise<void> {
  return transact(ctx, async ({tx}) => {
    const view = await getViewForUpdate(tx, ctx.actor, id)
    assertMayChange(ctx.actor, view)
    assertFresh(await presentOne(tx, ctx.actor, view), ifMatch)
    await tx.deleteFrom('view').where('id', '=', id).execute()
    await recordEvent(
      tx,
      ctx,
      {kind: 'view.deleted', viewId: id, name: view.name, personalOf: personalOf(view)},
      {projectId: view.project_id},
    )
  })
}
