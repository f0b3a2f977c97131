import type {Context} from '../../core/context.ts'
import type {Tx} from '../../core/database/database.ts'
import {AppError} from '../../core/errors.ts'
import {assertMay, type Right} from '../../core/rights.ts'
import {getProjectByIdForUpdate, getProjectForUpdate, type ProjectRecord} from '../queries.ts'

/**
 * The project whose lists are to be changed, locked, so that changes of them come one after another.
 *
 * @throws AppError `notFound`, `forbidden`, or `conflict` when the project is archived
 */
export async function openCatalogue(
  tx: Tx,
  ctx: Context,
  project: string | number,
  right: Right = 'project.catalogue',
): Promise<ProjectRecord> {
  const record =
    typeof project === 'string'
      ? await getProjectForUpdate(tx, ctx.actor, project)
      : await getProjectByIdForUpdate(tx, ctx.actor, project)
  assertMay(ctx.actor, right, record.id)
  if (record.archived_at !== null)
    throw new AppError('conflict', `Cannot change the lists of ${record.key}: the project is archived`)
  return record
}
