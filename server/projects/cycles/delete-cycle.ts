import type {Context} from '../../core/context.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {transact} from '../../core/transact.ts'
import {openCatalogue} from '../catalogue/open-catalogue.ts'
import {getCycle} from './queries.ts'

/** Deletes a cycle and takes it off the issues that have it. Its own event tells that, not one for each. */
export function deleteCycle(ctx: Context, id: number): Promise<void> {
  return transact(ctx, async ({tx}) => {
    const {project_id: projectId} = await getCycle(tx, ctx.actor, id)
    await openCatalogue(tx, ctx, projectId)
    const {name} = await getCycle(tx, ctx.actor, id)
    await tx
      .updateTable('issue')
      .set((eb) => ({cycle_id: null, version: eb('version', '+', 1)}))
      .where('cycle_id', '=', id)
      .execute()
    await tx.deleteFrom('cycle').where('id', '=', id).execute()
    await recordEvent(tx, ctx, {kind: 'cycle.deleted', cycleId: id, name}, {projectId})
  })
}
