import {sql, type SqlBool} from 'kysely'
import type {Context} from '../../core/context.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {transact} from '../../core/transact.ts'
import {assertUnused} from '../catalogue/assert-unused.ts'
import {openCatalogue} from '../catalogue/open-catalogue.ts'
import {getComponent} from './queries.ts'

/** Deletes a component that no issue has. @throws AppError `conflict` for one in use */
export function deleteComponent(ctx: Context, id: number): Promise<void> {
  return transact(ctx, async ({tx}) => {
    const {project_id: projectId, name} = await getComponent(tx, ctx.actor, id)
    await openCatalogue(tx, ctx, projectId)
    await assertUnused(
      tx,
      projectId,
      sql<SqlBool>`component_ids @> array[${id}::integer]`,
      `component "${name}"`,
    )
    const {numDeletedRows} = await tx.deleteFrom('component').where('id', '=', id).executeTakeFirst()
    if (numDeletedRows === 0n) return
    await recordEvent(tx, ctx, {kind: 'component.deleted', componentId: id, name}, {projectId})
  })
}
