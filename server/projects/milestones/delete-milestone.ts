import type {Context} from '../../core/context.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {transact} from '../../core/transact.ts'
import {openCatalogue} from '../catalogue/open-catalogue.ts'
import {getMilestone} from './queries.ts'

/** Deletes a milestone and takes it off the issues that have it. Its own event tells that, not one for each. */
export function deleteMilestone(ctx: Context, id: number): Promise<void> {
  return transact(ctx, async ({tx}) => {
    const {project_id: projectId} = await getMilestone(tx, ctx.actor, id)
    await openCatalogue(tx, ctx, projectId)
    const {name} = await getMilestone(tx, ctx.actor, id)
    await tx
      .updateTable('issue')
      .set((eb) => ({milestone_id: null, version: eb('version', '+', 1)}))
      .where('milestone_id', '=', id)
      .execute()
    await tx.deleteFrom('milestone').where('id', '=', id).execute()
    await recordEvent(tx, ctx, {kind: 'milestone.deleted', milestoneId: id, name}, {projectId})
  })
}
