import {sql, type RawBuilder} from 'kysely'
import type {Actor} from '../core/actor.ts'
import type {Db} from '../core/database/database.ts'
import {customView} from '../fields/custom-view.ts'
import {mayOnIssue, permissionsOn, type IssueRightsSubject} from './permissions.ts'
import type {IssueView} from './schemas.ts'
import {priorities, severities} from './tables.ts'
import {seesIssue} from './visible-issues.ts'

/** An issue as it leaves the server, for this reader. The reader sees it: the caller has looked. */
export async function viewIssue(
  db: Db,
  actor: Actor,
  issue: IssueRightsSubject & {id: number},
): Promise<IssueView> {
  const seesNotes = mayOnIssue(actor, 'comment.viewInternal', issue)
  const {rows} = await sql<ViewRow>`select ${viewColumns(actor, seesNotes)} from ${viewTables}
    where issue.id = ${issue.id}`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error(`Issue ${issue.id} vanished while it was read`)
  return {...(JSON.parse(row.json) as Omit<IssueView, 'can'>), can: permissionsOn(actor, row)}
}

/** The view as PostgreSQL wrote it, but for `can`, with what that is computed from. */
export interface ViewRow extends IssueRightsSubject {
  id: number
  version: number
  projectKey: string
  projectArchivedAt: Date | null
  json: string
}

export const viewTables = sql`issue
  join project on project.id = issue.project_id
  join issue_type on issue_type.id = issue.type_id
  join status on status.id = issue.status_id
  join person reporter on reporter.id = issue.reporter_id
  left join person assignee on assignee.id = issue.assignee_id`

/** The columns of a `ViewRow`, from `viewTables`. */
export function viewColumns(actor: Actor, seesNotes: boolean): RawBuilder<ViewRow> {
  return sql<ViewRow>`issue.id, issue.version, issue.project_id, issue.reporter_id, project.key "projectKey",
    project.archived_at "projectArchivedAt", reporter.company_id "reporterCompanyId",
    (select row_to_json(shown) from (select ${members(actor, seesNotes)}) shown)::text json`
}

const priorityNames = sql.lit(`{${priorities.join(',')}}`)
const severityNames = sql.lit(`{${severities.join(',')}}`)

function members(actor: Actor, seesNotes: boolean): RawBuilder<unknown> {
  return sql`issue.id, project.key || '-' || issue.number key, issue.number,
    json_build_object('id', project.id, 'key', project.key, 'name', project.name) project,
    json_build_object('key', issue_type.key, 'name', issue_type.name, 'kind', issue_type.kind,
      'icon', issue_type.icon, 'color', issue_type.color) type,
    issue.title, issue.body, issue.steps, issue.expected, issue.actual, issue.environment,
    json_build_object('id', status.id, 'key', status.key, 'name', status.name, 'category', status.category) status,
    issue.resolution,
    (${priorityNames}::text[])[issue.priority + 1] priority,
    (${severityNames}::text[])[issue.severity + 1] severity,
    issue.reproducibility, issue.visibility,
    json_build_object('id', reporter.id, 'name', reporter.name) reporter,
    case when assignee.id is not null then json_build_object('id', assignee.id, 'name', assignee.name) end assignee,
    issue.labels,
    ${named('component', 'component_ids')} components,
    ${named('version', 'affects_version_ids')} "affectsVersions",
    ${named('version', 'target_version_ids')} "targetVersions",
    ${named('version', 'fixed_version_ids')} "fixedVersions",
    case when issue.milestone_id is not null then
      (select json_build_object('id', id, 'name', name) from milestone where id = issue.milestone_id) end milestone,
    case when issue.cycle_id is not null then
      (select json_build_object('id', id, 'name', name) from cycle where id = issue.cycle_id) end cycle,
    case when issue.parent_id is not null then ${visibleParent(actor)} end parent,
    ${visibleSubIssues(actor)} "subIssueCount",
    issue.start_on "startOn", issue.due_on "dueOn", issue.estimate_minutes "estimateMinutes",
    ${customView} custom,
    issue.comment_count "commentCount",
    case when ${seesNotes}::boolean then issue.note_count end "noteCount",
    issue.attachment_count "attachmentCount", issue.vote_count "voteCount",
    (select count(*) from watcher where watcher.issue_id = issue.id) "watcherCount",
    exists (select from watcher where watcher.issue_id = issue.id and person_id = ${actor.personId}) "isWatched",
    exists (select from vote where vote.issue_id = issue.id and person_id = ${actor.personId}) "isVoted",
    issue.version, iso_time(issue.created_at) "createdAt", iso_time(issue.updated_at) "updatedAt",
    iso_time(issue.resolved_at) "resolvedAt", iso_time(issue.closed_at) "closedAt"`
}

function named(table: 'component' | 'version', column: string): RawBuilder<unknown> {
  const ids = sql.ref(`issue.${column}`)
  return sql`case when ${ids} = '{}' then '[]'::json else
    (select json_agg(json_build_object('id', id, 'name', name) order by name collate human)
      from ${sql.table(table)} where id = any(${ids})) end`
}

/** A parent the reader may not see is not named. */
function visibleParent(actor: Actor): RawBuilder<unknown> {
  return sql`(select json_build_object('key', parent_project.key || '-' || parent.number, 'title', parent.title)
    from (select * from issue where ${seesIssue(actor)} and deleted_at is null) parent
      join project parent_project on parent_project.id = parent.project_id
    where parent.id = issue.parent_id)`
}

/** Only the ones the reader may see are counted. */
function visibleSubIssues(actor: Actor): RawBuilder<unknown> {
  return sql`(select count(*) from (select * from issue where ${seesIssue(actor)} and deleted_at is null) child
    where child.parent_id = issue.id)`
}
