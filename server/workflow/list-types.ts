import {sql} from 'kysely'
import type {Db} from '../core/database/database.ts'
import type {IssueTypeView} from './schemas.ts'

/** The issue types, in their order: all of them, or those enabled in a project. */
export async function listTypes(db: Db, projectId: number | null): Promise<{items: IssueTypeView[]}> {
  const {rows} = await sql<IssueTypeView>`
    select type.key, type.name, type.kind, type.icon, type.color, type.form, workflow.key workflow,
      ${statusesOf(sql`type.workflow_id`)} statuses
    from issue_type type join workflow on workflow.id = type.workflow_id
    where ${projectId}::integer is null
      or type.id in (select type_id from project_type where project_id = ${projectId})
    order by type.position, type.id`.execute(db)
  return {items: rows}
}

/** The statuses of a workflow as JSON, in their order. */
export function statusesOf(workflowId: ReturnType<typeof sql>) {
  return sql`(
    select json_agg(json_build_object('key', key, 'name', name, 'category', category, 'isInitial', is_initial)
      order by position, id)
    from status where status.workflow_id = ${workflowId}
  )`
}
