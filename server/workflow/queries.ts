import type {Selectable} from 'kysely'
import type {Db} from '../core/database/database.ts'
import {AppError} from '../core/errors.ts'
import type {IssueTypeTable, StatusTable} from './tables.ts'

export type TypeRecord = Selectable<IssueTypeTable>
export type StatusRecord = Selectable<StatusTable>

/** @throws AppError `invalid` for a type that does not exist or is not enabled in the project */
export async function getEnabledType(db: Db, projectId: number, key: string): Promise<TypeRecord> {
  const type = await db
    .selectFrom('issue_type')
    .innerJoin('project_type', 'project_type.type_id', 'issue_type.id')
    .selectAll('issue_type')
    .where('project_type.project_id', '=', projectId)
    .where('issue_type.key', '=', key)
    .executeTakeFirst()
  if (type === undefined)
    throw new AppError('invalid', `This project has no issue type "${key}"`, {pointer: '/type'})
  return type
}

/** The status of a key in a workflow, or the one where issues start. @throws AppError `invalid` */
export async function getStatus(db: Db, workflowId: number, key: string | undefined): Promise<StatusRecord> {
  const query = db.selectFrom('status').selectAll().where('workflow_id', '=', workflowId)
  const status = await (
    key === undefined ? query.where('is_initial', '=', true) : query.where('key', '=', key)
  ).executeTakeFirst()
  if (status === undefined)
    throw new AppError('invalid', `The workflow of this type has no status "${key ?? ''}"`, {
      pointer: '/status',
    })
  return status
}
