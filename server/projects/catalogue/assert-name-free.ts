import {sql} from 'kysely'
import type {Tx} from '../../core/database/database.ts'
import {AppError} from '../../core/errors.ts'

/**
 * The lists of a project are locked by the caller (see `openCatalogue`), so what is free stays free.
 *
 * @param exceptId the thing itself, when it is renamed
 * @throws AppError `conflict`
 */
export async function assertNameFree(
  tx: Tx,
  table: 'component' | 'version' | 'milestone' | 'cycle',
  projectId: number,
  name: string,
  exceptId = 0,
): Promise<void> {
  const {rows} = await sql<{name: string}>`
    select name from ${sql.table(table)}
    where project_id = ${projectId} and lower(name) = lower(${name}) and id <> ${exceptId}
    limit 1`.execute(tx)
  const [holder] = rows
  if (holder !== undefined)
    throw new AppError('conflict', `This project has a ${table} "${holder.name}" already`, {pointer: '/name'})
}
