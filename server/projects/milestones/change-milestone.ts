import type {Context} from '../../core/context.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {transact} from '../../core/transact.ts'
import {assertDatesInOrder} from '../catalogue/assert-dates-in-order.ts'
import {assertNameFree} from '../catalogue/assert-name-free.ts'
import {openCatalogue} from '../catalogue/open-catalogue.ts'
import {changesBetween, withGiven} from '../changes-between.ts'
import {getMilestone, viewMilestone, type MilestoneRecord} from './queries.ts'
import type {ChangeMilestone, MilestoneView} from './schemas.ts'

/** Changes, closes or reopens a milestone. What is so already is told to nobody. */
export function changeMilestone(ctx: Context, id: number, input: ChangeMilestone): Promise<MilestoneView> {
  return transact(ctx, async ({tx}) => {
    const {project_id: projectId} = await getMilestone(tx, ctx.actor, id)
    await openCatalogue(tx, ctx, projectId)
    const milestone = await getMilestone(tx, ctx.actor, id)
    const before = fieldsOf(milestone)
    const after = withGiven(before, input)
    const changes = changesBetween(before, after)
    if (changes === null) return viewMilestone(milestone)

    if ('name' in changes) await assertNameFree(tx, 'milestone', projectId, after.name, id)
    if ('startsOn' in changes || 'dueOn' in changes) assertDatesInOrder(after.startsOn, after.dueOn, '/dueOn')
    await tx
      .updateTable('milestone')
      .set({
        name: after.name,
        description: after.description,
        starts_on: after.startsOn,
        due_on: after.dueOn,
        closed_at: after.isClosed ? (milestone.closed_at ?? ctx.now()) : null,
      })
      .where('id', '=', id)
      .execute()
    await recordEvent(
      tx,
      ctx,
      {kind: 'milestone.changed', milestoneId: id, name: after.name, changes},
      {projectId},
    )
    return viewMilestone(await getMilestone(tx, ctx.actor, id))
  })
}

function fieldsOf(milestone: MilestoneRecord) {
  return {
    name: milestone.name,
    description: milestone.description,
    startsOn: milestone.starts_on,
    dueOn: milestone.due_on,
    isClosed: milestone.closed_at !== null,
  }
}
