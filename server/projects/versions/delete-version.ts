import {sql, type RawBuilder, type SqlBool} from 'kysely'
import type {Context} from '../../core/context.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {transact} from '../../core/transact.ts'
import {assertUnused} from '../catalogue/assert-unused.ts'
import {openCatalogue} from '../catalogue/open-catalogue.ts'
import {getVersion} from './queries.ts'

/** Deletes a version that no issue has. @throws AppError `conflict` for one in use */
export function deleteVersion(ctx: Context, id: number): Promise<void> {
  return transact(ctx, async ({tx}) => {
    const {project_id: projectId, name} = await getVersion(tx, ctx.actor, id)
    await openCatalogue(tx, ctx, projectId)
    await assertUnused(tx, projectId, usesVersion(id), `version "${name}"`)
    const {numDeletedRows} = await tx.deleteFrom('version').where('id', '=', id).executeTakeFirst()
    if (numDeletedRows === 0n) return
    await recordEvent(tx, ctx, {kind: 'version.deleted', versionId: id, name}, {projectId})
  })
}

function usesVersion(id: number): RawBuilder<SqlBool> {
  return sql<SqlBool>`(affects_version_ids || target_version_ids || fixed_version_ids) @> array[${id}::integer]`
}
