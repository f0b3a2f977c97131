import {sql, type RawBuilder, type SqlBool} from 'kysely'
import type {Tx} from '../../core/database/database.ts'
import {AppError} from '../../core/errors.ts'

/**
 * @param uses the condition on a row named `issue` under which an issue, in the bin or not, has it
 * @throws AppError `conflict` that says how many issues do
 */
export async function assertUnused(
  tx: Tx,
  projectId: number,
  uses: RawBuilder<SqlBool>,
  what: string,
): Promise<void> {
  const {rows} = await sql<{count: number}>`
    select count(*) count from issue where project_id = ${projectId} and ${uses}`.execute(tx)
  const count = rows[0]?.count ?? 0
  if (count > 0)
    throw new AppError(
      'conflict',
      `Cannot delete ${what}: ${count === 1 ? '1 issue uses' : `${count} issues use`} it; archive it instead`,
    )
}
