import {sql} from 'kysely'

/** A row of a list (`issueRowSchema`) as JSON, of an `issue` and what `issueRowJoins` adds to it. */
export const issueRowJson = sql`(jsonb_build_object(
  'key', project.key || '-' || issue.number, 'type', issue_type.key, 'kind', issue_type.kind,
  'status', jsonb_build_object('id', status.id, 'key', status.key, 'name', status.name, 'category', status.category),
  'assignee', case when assignee.id is not null then jsonb_build_object('id', assignee.id, 'name', assignee.name) end
) || ('{' || issue.row_json || '}')::jsonb)`

export const issueRowJoins = sql`
  join project on project.id = issue.project_id
  join issue_type on issue_type.id = issue.type_id
  join status on status.id = issue.status_id
  left join person assignee on assignee.id = issue.assignee_id`
