import type {Context} from '../../core/context.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {transact} from '../../core/transact.ts'
import {openLabels} from './open-labels.ts'
import {getLabel} from './queries.ts'
import {takeOffIssues} from './relabel-issues.ts'

/** Deletes a label and takes it off the issues that have it. Its own event tells that, not one for each. */
export function deleteLabel(ctx: Context, id: number): Promise<void> {
  return transact(ctx, async ({tx}) => {
    const {project_id: projectId} = await getLabel(tx, ctx.actor, id)
    await openLabels(tx, ctx, projectId)
    const label = await getLabel(tx, ctx.actor, id)
    await takeOffIssues(tx, label)
    await tx.deleteFrom('label').where('id', '=', id).execute()
    await recordEvent(tx, ctx, {kind: 'label.deleted', labelId: id, name: label.name}, {projectId})
  })
}
