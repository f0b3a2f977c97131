import type {Context} from '../../core/context.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {transact} from '../../core/transact.ts'
import {assertDatesInOrder} from '../catalogue/assert-dates-in-order.ts'
import {assertNameFree} from '../catalogue/assert-name-free.ts'
import {openCatalogue} from '../catalogue/open-catalogue.ts'
import {getVersion, viewVersion} from './queries.ts'
import type {CreateVersion, VersionView} from './schemas.ts'

/** Makes a version of a project, released or planned. */
export function createVersion(ctx: Context, key: string, input: CreateVersion): Promise<VersionView> {
  return transact(ctx, async ({tx}) => {
    const project = await openCatalogue(tx, ctx, key)
    await assertNameFree(tx, 'version', project.id, input.name)
    const {startsOn = null, releasedOn = null} = input
    assertDatesInOrder(startsOn, releasedOn, '/releasedOn')

    const {id} = await tx
      .insertInto('version')
      .values({
        project_id: project.id,
        name: input.name,
        description: input.description ?? '',
        starts_on: startsOn,
        released_on: releasedOn,
        is_released: input.isReleased ?? false,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordEvent(
      tx,
      ctx,
      {kind: 'version.created', versionId: id, name: input.name},
      {projectId: project.id},
    )
    return viewVersion(await getVersion(tx, ctx.actor, id))
  })
}
