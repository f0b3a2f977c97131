import {sql} from 'kysely'
import {z} from 'zod'
import type {Actor} from '../../core/actor.ts'
import type {Context, Door} from '../../core/context.ts'
import type {Changes} from '../../core/events/event.ts'
import {decodeCursor, encodeCursor} from '../../core/http/cursor.ts'
import {mayOnIssue} from '../permissions.ts'
import {getIssue, type IssueRecord} from '../queries.ts'
import type {RelationName} from '../relations/relation-names.ts'
import {seesIssue} from '../visible-issues.ts'
import {maskHiddenParents} from './mask-hidden-issues.ts'
import type {HistoryEntry} from './schemas.ts'

export interface ListHistory {
  readonly key: string
  readonly cursor?: string | undefined
  readonly limit: number
}

/**
 * What happened to an issue, oldest first, as far as the reader may know it: nothing about internal notes
 * for others than the team, no relation to an issue that the reader does not see, and who watches or votes only for those
 * who may do so themselves.
 */
export async function listHistory({db, actor}: Context, {key, cursor, limit}: ListHistory) {
  const issue = await getIssue(db, actor, key)
  const [after] = cursor === undefined ? [0] : decodeCursor(cursor, z.tuple([z.int()]))
  const {rows} = await selectEvents(actor, issue, after, limit + 1).execute(db)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const mayModerate = mayOnIssue(actor, 'comment.moderate', issue)
  return {
    items: await maskHiddenParents(
      db,
      actor,
      page.map((row) => entryOf(row, actor, mayModerate)),
    ),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor([last.id]) : null,
  }
}

interface EventRow {
  id: number
  at: Date
  kind: string
  via: Door
  actor: {id: number; name: string} | null
  groupId: number | null
  commentId: number | null
  isInternal: boolean
  isCommentRemoved: boolean
  person: {id: number; name: string} | null
  otherIssue: {key: string; title: string} | null
  payload: Payload
}

/** What any kind of event of an issue may carry. */
interface Payload {
  changes?: Changes
  relation?: RelationName
  attachmentId?: number
  name?: string
  size?: number
  from?: string
  to?: string
  fromProjectId?: number
}

function selectEvents(actor: Actor, issue: IssueRecord, after: number, limit: number) {
  const seesInternal = mayOnIssue(actor, 'comment.viewInternal', issue)
  const seesPeople = mayOnIssue(actor, 'issue.watch', issue)
  return sql<EventRow>`
    select e.id, e.at, e.kind, e.via, e.group_id "groupId", e.comment_id "commentId", e.is_internal "isInternal",
      e.payload, comment.deleted_at is not null "isCommentRemoved", other.ref "otherIssue",
      case when author.id is not null then json_build_object('id', author.id, 'name', author.name) end actor,
      case when person.id is not null then json_build_object('id', person.id, 'name', person.name) end person
    from event e
      left join person author on author.id = e.actor_id
      left join person on person.id = (e.payload->>'personId')::integer and e.kind like 'watcher.%'
      left join comment on comment.id = e.comment_id
      left join lateral (
        select json_build_object('key', project.key || '-' || issue.number, 'title', issue.title) ref
        from issue join project on project.id = issue.project_id
        where issue.id = (e.payload->>'otherIssueId')::integer and issue.deleted_at is null and ${seesIssue(actor)}
      ) other on e.kind like 'relation.%'
    where e.issue_id = ${issue.id} and e.id > ${after}
      and (e.kind not like 'relation.%' or other.ref is not null)
      and (not e.is_internal or ${seesInternal})
      and ((e.kind not like 'watcher.%' and e.kind not like 'vote.%') or ${seesPeople})
    order by e.id limit ${limit}`
}

function entryOf(row: EventRow, actor: Actor, mayModerate: boolean): HistoryEntry {
  const {payload, at, person, otherIssue, isCommentRemoved, ...shown} = row
  // What a removed comment once said is kept for who moderates.
  const isHidden = isCommentRemoved && !mayModerate
  return {
    ...shown,
    at: at.toISOString(),
    changes: isHidden ? null : (payload.changes ?? null),
    ...(payload.relation === undefined ? {} : {relation: payload.relation}),
    ...(otherIssue === null ? {} : {otherIssue}),
    ...(person === null ? {} : {person}),
    ...attachmentOf(payload),
    ...moveOf(payload, actor),
  }
}

function attachmentOf({attachmentId, name, size}: Payload): Pick<HistoryEntry, 'attachment'> {
  if (attachmentId === undefined) return {}
  return {attachment: {id: attachmentId, name: name ?? '', size: size ?? 0}}
}

function moveOf({from, to, fromProjectId}: Payload, actor: Actor): Pick<HistoryEntry, 'move'> {
  if (from === undefined || to === undefined || fromProjectId === undefined) return {}
  return {move: {from: actor.standings.has(fromProjectId) ? from : null, to}}
}
