import type {Context} from '../../core/context.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {transact} from '../../core/transact.ts'
import {assertDatesInOrder} from '../catalogue/assert-dates-in-order.ts'
import {assertNameFree} from '../catalogue/assert-name-free.ts'
import {openCatalogue} from '../catalogue/open-catalogue.ts'
import {getCycle, viewCycle} from './queries.ts'
import type {CreateCycle, CycleView} from './schemas.ts'

/** Makes a cycle of a project. */
export function createCycle(ctx: Context, key: string, input: CreateCycle): Promise<CycleView> {
  return transact(ctx, async ({tx}) => {
    const project = await openCatalogue(tx, ctx, key)
    await assertNameFree(tx, 'cycle', project.id, input.name)
    const {startsOn = null, endsOn = null} = input
    assertDatesInOrder(startsOn, endsOn, '/endsOn')

    const {id} = await tx
      .insertInto('cycle')
      .values({
        project_id: project.id,
        name: input.name,
        goal: input.goal ?? '',
        starts_on: startsOn,
        ends_on: endsOn,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordEvent(
      tx,
      ctx,
      {kind: 'cycle.created', cycleId: id, name: input.name},
      {projectId: project.id},
    )
    return viewCycle(await getCycle(tx, ctx.actor, id))
  })
}
