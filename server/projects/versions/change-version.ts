import type {Context} from '../../core/context.ts'
import type {Changes, Event} from '../../core/events/event.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {transact} from '../../core/transact.ts'
import {assertDatesInOrder} from '../catalogue/assert-dates-in-order.ts'
import {assertNameFree} from '../catalogue/assert-name-free.ts'
import {openCatalogue} from '../catalogue/open-catalogue.ts'
import {changesBetween, withGiven} from '../changes-between.ts'
import {getVersion, viewVersion, type VersionRecord} from './queries.ts'
import type {ChangeVersion, VersionView} from './schemas.ts'

/** Changes a version, releases it, archives it, or brings it back. What is so already is told to nobody. */
export function changeVersion(ctx: Context, id: number, input: ChangeVersion): Promise<VersionView> {
  return transact(ctx, async ({tx}) => {
    const {project_id: projectId} = await getVersion(tx, ctx.actor, id)
    await openCatalogue(tx, ctx, projectId)
    const version = await getVersion(tx, ctx.actor, id)
    const before = fieldsOf(version)
    const after = withGiven(before, input)
    const changes = changesBetween(before, after)
    if (changes === null) return viewVersion(version)

    if ('name' in changes) await assertNameFree(tx, 'version', projectId, after.name, id)
    if ('startsOn' in changes || 'releasedOn' in changes)
      assertDatesInOrder(after.startsOn, after.releasedOn, '/releasedOn')
    await tx
      .updateTable('version')
      .set({
        name: after.name,
        description: after.description,
        starts_on: after.startsOn,
        released_on: after.releasedOn,
        is_released: after.isReleased,
        archived_at: after.isArchived ? (version.archived_at ?? ctx.now()) : null,
      })
      .where('id', '=', id)
      .execute()
    for (const event of eventsOf(id, after.name, changes)) await recordEvent(tx, ctx, event, {projectId})
    return viewVersion(await getVersion(tx, ctx.actor, id))
  })
}

function fieldsOf(version: VersionRecord) {
  return {
    name: version.name,
    description: version.description,
    startsOn: version.starts_on,
    releasedOn: version.released_on,
    isReleased: version.is_released,
    isArchived: version.archived_at !== null,
  }
}

function eventsOf(versionId: number, name: string, {isArchived, ...changes}: Changes): Event[] {
  const events: Event[] = []
  if (Object.keys(changes).length > 0) events.push({kind: 'version.changed', versionId, name, changes})
  if (isArchived !== undefined)
    events.push({kind: isArchived.to === true ? 'version.archived' : 'version.unarchived', versionId, name})
  return events
}
