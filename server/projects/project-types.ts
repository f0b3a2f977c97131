import type {Db, Tx} from '../core/database/database.ts'
import {invalid} from '../core/errors.ts'

/** Enables exactly these types; all of them if none are named. @throws AppError `invalid` for an unknown one */
export async function setProjectTypes(
  tx: Tx,
  projectId: number,
  keys: readonly string[] | undefined,
): Promise<void> {
  const all = await tx.selectFrom('issue_type').select(['id', 'key']).execute()
  const unknown = keys?.find((key) => !all.some((type) => type.key === key))
  if (unknown !== undefined) throw invalid('/types', `No such issue type: ${unknown}`)
  const enabled = keys === undefined ? all : all.filter(({key}) => keys.includes(key))
  await tx.deleteFrom('project_type').where('project_id', '=', projectId).execute()
  await tx
    .insertInto('project_type')
    .values(enabled.map(({id}) => ({project_id: projectId, type_id: id})))
    .execute()
}

/** Keys of the enabled types, in the order of the types. */
export async function enabledTypeKeys(db: Db, projectId: number): Promise<string[]> {
  const types = await db
    .selectFrom('issue_type')
    .innerJoin('project_type', 'project_type.type_id', 'issue_type.id')
    .select('key')
    .where('project_type.project_id', '=', projectId)
    .orderBy('position')
    .execute()
  return types.map(({key}) => key)
}
