import type {Context} from '../../core/context.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {transact} from '../../core/transact.ts'
import {assertDatesInOrder} from '../catalogue/assert-dates-in-order.ts'
import {assertNameFree} from '../catalogue/assert-name-free.ts'
import {openCatalogue} from '../catalogue/open-catalogue.ts'
import {changesBetween, withGiven} from '../changes-between.ts'
import {getCycle, viewCycle, type CycleRecord} from './queries.ts'
import type {ChangeCycle, CycleView} from './schemas.ts'

/** Changes, closes or reopens a cycle. What is so already is told to nobody. */
export function changeCycle(ctx: Context, id: number, input: ChangeCycle): Promise<CycleView> {
  return transact(ctx, async ({tx}) => {
    const {project_id: projectId} = await getCycle(tx, ctx.actor, id)
    await openCatalogue(tx, ctx, projectId)
    const cycle = await getCycle(tx, ctx.actor, id)
    const before = fieldsOf(cycle)
    const after = withGiven(before, input)
    const changes = changesBetween(before, after)
    if (changes === null) return viewCycle(cycle)

    if ('name' in changes) await assertNameFree(tx, 'cycle', projectId, after.name, id)
    if ('startsOn' in changes || 'endsOn' in changes)
      assertDatesInOrder(after.startsOn, after.endsOn, '/endsOn')
    await tx
      .updateTable('cycle')
      .set({
        name: after.name,
        goal: after.goal,
        starts_on: after.startsOn,
        ends_on: after.endsOn,
        closed_at: after.isClosed ? (cycle.closed_at ?? ctx.now()) : null,
      })
      .where('id', '=', id)
      .execute()
    await recordEvent(tx, ctx, {kind: 'cycle.changed', cycleId: id, name: after.name, changes}, {projectId})
    return viewCycle(await getCycle(tx, ctx.actor, id))
  })
}

function fieldsOf(cycle: CycleRecord) {
  return {
    name: cycle.name,
    goal: cycle.goal,
    startsOn: cycle.starts_on,
    endsOn: cycle.ends_on,
    isClosed: cycle.closed_at !== null,
  }
}
