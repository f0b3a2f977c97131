import {sql} from 'kysely'
import type {Db} from '../core/database/database.ts'
import {statusesOf} from './list-types.ts'
import type {WorkflowView} from './schemas.ts'

/** Every workflow with its statuses and the changes between them that it allows. */
export async function listWorkflows(db: Db): Promise<{items: WorkflowView[]}> {
  const {rows} = await sql<WorkflowView>`
    select workflow.key, workflow.name, ${statusesOf(sql`workflow.id`)} statuses, coalesce((
      select json_agg(json_build_object(
        'from', source.key, 'to', target.key,
        'leastRole', transition.least_role, 'requiredFields', transition.required_fields
      ) order by source.position, target.position)
      from transition
        join status source on source.id = transition.from_status_id
        join status target on target.id = transition.to_status_id
      where transition.workflow_id = workflow.id
    ), '[]') transitions
    from workflow order by workflow.id`.execute(db)
  return {items: rows}
}
