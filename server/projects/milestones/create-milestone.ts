import type {Context} from '../../core/context.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {transact} from '../../core/transact.ts'
import {assertDatesInOrder} from '../catalogue/assert-dates-in-order.ts'
import {assertNameFree} from '../catalogue/assert-name-free.ts'
import {openCatalogue} from '../catalogue/open-catalogue.ts'
import {getMilestone, viewMilestone} from './queries.ts'
import type {CreateMilestone, MilestoneView} from './schemas.ts'

/** Makes a milestone of a project. */
export function createMilestone(ctx: Context, key: string, input: CreateMilestone): Promise<MilestoneView> {
  return transact(ctx, async ({tx}) => {
    const project = await openCatalogue(tx, ctx, key)
    await assertNameFree(tx, 'milestone', project.id, input.name)
    const {startsOn = null, dueOn = null} = input
    assertDatesInOrder(startsOn, dueOn, '/dueOn')

    const {id} = await tx
      .insertInto('milestone')
      .values({
        project_id: project.id,
        name: input.name,
        description: input.description ?? '',
        starts_on: startsOn,
        due_on: dueOn,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordEvent(
      tx,
      ctx,
      {kind: 'milestone.created', milestoneId: id, name: input.name},
      {projectId: project.id},
    )
    return viewMilestone(await getMilestone(tx, ctx.actor, id))
  })
}
