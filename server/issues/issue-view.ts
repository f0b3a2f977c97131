import {sql, type RawBuilder} from 'kysely'
import type {Actor} from '../core/actor.ts'
import type {Db} from '../core/database/database.ts'
import type {Category, Kind} from '../workflow/tables.ts'
import {mayOnIssue, permissionsOn} from './permissions.ts'
import {keyOf, type IssueRecord} from './queries.ts'
import type {IssueView} from './schemas.ts'
import {priorities, severities} from './tables.ts'
import {seesIssue} from './visible-issues.ts'

interface Ref {
  id: number
  name: string
}

interface Extras {
  projectName: string
  type: {key: string; name: string; kind: Kind; icon: string; color: string}
  status: {id: number; key: string; name: string; category: Category}
  reporter: Ref
  assignee: Ref | null
  components: Ref[] | null
  affectsVersions: Ref[] | null
  targetVersions: Ref[] | null
  fixedVersions: Ref[] | null
  milestone: Ref | null
  cycle: Ref | null
  parent: {key: string; title: string} | null
  subIssueCount: number
  watcherCount: number
  isWatched: boolean
  isVoted: boolean
}

/** An issue as it leaves the server, for this reader. */
export async function viewIssue(db: Db, actor: Actor, issue: IssueRecord): Promise<IssueView> {
  const {extras} = await loadExtras(db, actor, issue, sql<object>`(select)`)
  return viewOf(actor, issue, extras)
}

/** The same, together with one row of something else that the same statement reads: one way there instead of two. */
export async function viewIssueWith<Row extends object>(
  db: Db,
  actor: Actor,
  issue: IssueRecord,
  others: RawBuilder<Row>,
): Promise<{view: IssueView; row: Row}> {
  const {extras, ...row} = await loadExtras(db, actor, issue, sql<Row>`(${others})`)
  return {view: viewOf(actor, issue, extras), row: row as unknown as Row}
}

function viewOf(actor: Actor, issue: IssueRecord, extras: Extras): IssueView {
  const can = permissionsOn(actor, issue)
  return {
    id: issue.id,
    key: keyOf(issue),
    number: issue.number,
    project: {id: issue.project_id, key: issue.projectKey, name: extras.projectName},
    type: extras.type,
    title: issue.title,
    body: issue.body,
    steps: issue.steps,
    expected: issue.expected,
    actual: issue.actual,
    environment: issue.environment,
    status: extras.status,
    resolution: issue.resolution,
    priority: priorities[issue.priority] ?? 'none',
    severity: issue.severity === null ? null : (severities[issue.severity] ?? null),
    reproducibility: issue.reproducibility,
    visibility: issue.visibility,
    reporter: extras.reporter,
    assignee: extras.assignee,
    labels: issue.labels,
    components: extras.components ?? [],
    affectsVersions: extras.affectsVersions ?? [],
    targetVersions: extras.targetVersions ?? [],
    fixedVersions: extras.fixedVersions ?? [],
    milestone: extras.milestone,
    cycle: extras.cycle,
    parent: extras.parent,
    subIssueCount: extras.subIssueCount,
    startOn: issue.start_on,
    dueOn: issue.due_on,
    estimateMinutes: issue.estimate_minutes,
    commentCount: issue.comment_count,
    noteCount: mayOnIssue(actor, 'comment.viewInternal', issue) ? issue.note_count : null,
    attachmentCount: issue.attachment_count,
    voteCount: issue.vote_count,
    watcherCount: extras.watcherCount,
    isWatched: extras.isWatched,
    isVoted: extras.isVoted,
    version: issue.version,
    createdAt: issue.created_at.toISOString(),
    updatedAt: issue.updated_at.toISOString(),
    resolvedAt: issue.resolved_at?.toISOString() ?? null,
    closedAt: issue.closed_at?.toISOString() ?? null,
    can,
  }
}

async function loadExtras<Row extends object>(
  db: Db,
  actor: Actor,
  issue: IssueRecord,
  others: RawBuilder<Row>,
): Promise<Row & {extras: Extras}> {
  const {rows} = await sql<Row & {extras: Extras}>`
    select others.*, json_build_object(
      'projectName', (select name from project where id = ${issue.project_id}),
      'type', (select json_build_object('key', key, 'name', name, 'kind', kind, 'icon', icon, 'color', color)
        from issue_type where id = ${issue.type_id}),
      'status', (select json_build_object('id', id, 'key', key, 'name', name, 'category', category)
        from status where id = ${issue.status_id}),
      'reporter', (select json_build_object('id', id, 'name', name) from person where id = ${issue.reporter_id}),
      'assignee', (select json_build_object('id', id, 'name', name) from person where id = ${issue.assignee_id}),
      'components', ${named('component', issue.component_ids)},
      'affectsVersions', ${named('version', issue.affects_version_ids)},
      'targetVersions', ${named('version', issue.target_version_ids)},
      'fixedVersions', ${named('version', issue.fixed_version_ids)},
      'milestone', (select json_build_object('id', id, 'name', name) from milestone where id = ${issue.milestone_id}),
      'cycle', (select json_build_object('id', id, 'name', name) from cycle where id = ${issue.cycle_id}),
      'parent', ${parentOf(actor, issue)},
      'subIssueCount', ${subIssueCount(actor, issue)},
      'watcherCount', (select count(*) from watcher where issue_id = ${issue.id}),
      'isWatched', exists (select from watcher where issue_id = ${issue.id} and person_id = ${actor.personId}),
      'isVoted', exists (select from vote where issue_id = ${issue.id} and person_id = ${actor.personId})
    ) extras from ${others} others`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error(`Issue ${issue.id} vanished while it was read`)
  return row
}

function named(table: 'component' | 'version', ids: readonly number[]) {
  if (ids.length === 0) return sql`null`
  return sql`(select json_agg(json_build_object('id', id, 'name', name) order by name collate human)
    from ${sql.table(table)} where id = any(${ids}))`
}

function parentOf(actor: Actor, {parent_id}: IssueRecord) {
  if (parent_id === null) return sql`null`
  return sql`(select json_build_object('key', project.key || '-' || issue.number, 'title', issue.title)
    from issue join project on project.id = issue.project_id
    where issue.id = ${parent_id} and issue.deleted_at is null and ${seesIssue(actor)})`
}

/** Only the ones the reader may see are counted. */
function subIssueCount(actor: Actor, {id}: IssueRecord) {
  return sql`(select count(*) from issue where issue.parent_id = ${id} and issue.deleted_at is null and ${seesIssue(actor)})`
}
