import {sql, type SqlBool} from 'kysely'
import type {Tx} from '../core/database/database.ts'
import type {CustomValues} from './tables.ts'

/** The values of an issue that a project has the fields for. */
export async function customInProject(
  tx: Tx,
  projectId: number,
  values: CustomValues,
): Promise<CustomValues> {
  const keys = Object.keys(values)
  if (keys.length === 0) return values
  const rows = await tx
    .selectFrom('custom_field')
    .select('key')
    .where('key', 'in', keys)
    .where(sql<SqlBool>`(project_ids is null or ${projectId} = any(project_ids))`)
    .execute()
  const kept = new Set(rows.map(({key}) => key))
  return Object.fromEntries(Object.entries(values).filter(([key]) => kept.has(key)))
}
