import {sql, type RawBuilder, type SqlBool} from 'kysely'
import {hasScope, isOfTheHouse, type Actor} from '../core/actor.ts'
import type {Db} from '../core/database/database.ts'
import type {EventKind} from '../core/events/event.ts'
import type {Position} from '../core/events/position.ts'
import {isAfter} from '../core/events/read-events.ts'
import {standingGives} from '../core/rights.ts'
import {seesIssue} from '../issues/visible-issues.ts'

/** An event as one reader may see it, before its payload is made safe. */
export interface VisibleEvent {
  id: number
  xid: string
  at: Date
  kind: EventKind
  via: string
  actor: {id: number; name: string} | null
  projectId: number | null
  project: string | null
  issue: string | null
  commentId: number | null
  payload: Readonly<Record<string, unknown>>
}

export interface EventRange {
  after: Position
  /** The last one, which is settled. */
  end: Position
  /** Only of this project. */
  projectId: number | null
  limit: number
}

/** The events of a range that the actor may see as things are now, in order. */
export async function readVisibleEvents(
  db: Db,
  actor: Actor,
  {after, end, projectId, limit}: EventRange,
): Promise<VisibleEvent[]> {
  const inProject =
    projectId === null ? sql`` : sql`and coalesce(issue.project_id, event.project_id) = ${projectId}`
  const {rows} = await sql<VisibleEvent>`
    select event.id, event.xid::text xid, event.at, event.kind, event.via, event.payload,
      event.comment_id "commentId", project.id "projectId", project.key project,
      case when issue.id is not null then project.key || '-' || issue.number end issue,
      case when person.id is not null then json_build_object('id', person.id, 'name', person.name) end actor
    from event
      left join issue on issue.id = event.issue_id
      left join project on project.id = coalesce(issue.project_id, event.project_id)
      left join person on person.id = event.actor_id
    where ${isAfter(after)} and (event.xid, event.id) <= (${end.xid}::xid8, ${end.id}::bigint)
      and ${seesEvent(actor)} ${inProject}
    order by event.xid, event.id limit ${limit}`.execute(db)
  return rows
}

/**
 * Who may read an event, as a condition on `event` left joined with `issue`: who sees its issue or its
 * project now. About internal notes only the team, from the audit log only administrators.
 */
function seesEvent(actor: Actor): RawBuilder<SqlBool> {
  const isAuditor = actor.isAdmin && hasScope(actor, 'admin')
  // Some stand in the audit log and concern everybody all the same.
  const audit = isAuditor
    ? sql``
    : sql`and (not event.is_audit or event.kind = 'issue.deleted' or event.kind like 'project.%')`
  const bin = isAuditor ? sql`` : sql`and (issue.deleted_at is null or event.kind = 'issue.deleted')`
  return sql<SqlBool>`(case
    when event.issue_id is not null then ${seesIssue(actor)} ${bin} and ${seesInternal(actor)} and ${seesOther(actor)}
    when event.project_id is not null then ${actor.isAdmin ? sql`true` : sql`event.project_id = any(${[...actor.standings.keys()]})`}
    else ${actor.isAdmin || isOfTheHouse(actor)}::boolean end ${audit} and ${seesPersonal(actor)})`
}

function seesInternal(actor: Actor): RawBuilder<SqlBool> {
  if (actor.isAdmin) return sql<SqlBool>`true`
  const ids = [...actor.standings]
    .filter(([, standing]) => standingGives('comment.viewInternal', standing))
    .map(([id]) => id)
  return sql<SqlBool>`(not event.is_internal or issue.project_id = any(${ids}))`
}

/** A relation is told of to who sees both ends. */
function seesOther(actor: Actor): RawBuilder<SqlBool> {
  return sql<SqlBool>`(event.kind not like 'relation.%' or exists (
    select from issue where issue.id = (event.payload ->> 'otherIssueId')::integer
      and issue.deleted_at is null and ${seesIssue(actor)}))`
}

/** What is personal is told to its owner, and not even to administrators. */
function seesPersonal({personId}: Actor): RawBuilder<SqlBool> {
  return sql<SqlBool>`(event.kind not like 'view.%' or event.payload ->> 'personalOf' is null
    or (event.payload ->> 'personalOf')::integer = ${personId}::integer)`
}
