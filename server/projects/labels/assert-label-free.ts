import {sql} from 'kysely'
import type {Tx} from '../../core/database/database.ts'
import {AppError} from '../../core/errors.ts'

/**
 * Issues keep labels by name, so one name means one label: a project has none that all projects have, nor
 * the other way round.
 *
 * @param projectId null: among all labels there are
 * @param exceptId the label itself, when it is renamed
 * @throws AppError `conflict`
 */
export async function assertLabelFree(
  tx: Tx,
  projectId: number | null,
  name: string,
  exceptId = 0,
): Promise<void> {
  const {rows} = await sql<{name: string; isGlobal: boolean}>`
    select name, project_id is null "isGlobal" from label
    where lower(name) = lower(${name}) and id <> ${exceptId}
      and (${projectId}::integer is null or project_id is null or project_id = ${projectId})
    order by project_id nulls first
    limit 1`.execute(tx)
  const [holder] = rows
  if (holder === undefined) return
  const place = holder.isGlobal
    ? 'among those of all projects'
    : projectId === null
      ? 'in a project'
      : 'in this project'
  throw new AppError('conflict', `There is a label "${holder.name}" ${place} already`, {pointer: '/name'})
}
