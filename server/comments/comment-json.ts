import {sql, type RawBuilder} from 'kysely'
import {attachmentJson, seesAttachment} from '../attachments/attachment-json.ts'
import type {Actor} from '../core/actor.ts'
import type {Db} from '../core/database/database.ts'
import {decodeCursor, encodeCursor} from '../core/http/cursor.ts'
import {mayOnIssue, type IssueRightsSubject} from '../issues/permissions.ts'
import {z} from 'zod'
import {rightsOnComments} from './permissions.ts'
import type {CommentView} from './schemas.ts'

export type CommentOrder = 'oldest' | 'newest'
type Subject = IssueRightsSubject & {
  /** Or the column of the statement around. */
  id: number | RawBuilder<unknown>
}

export interface CommentPage {
  /** A JSON array, as PostgreSQL wrote it. */
  readonly items: string
  readonly nextCursor: string | null
}

export interface CommentPageOptions {
  order: CommentOrder
  limit: number
  cursor?: string | undefined
}

/** The first comments, of an issue that the statement around reads: its counters say whether there are more. */
export function firstComments(actor: Actor, issue: Subject, limit: number): RawBuilder<CommentPageRow> {
  const seesNotes = mayOnIssue(actor, 'comment.viewInternal', issue)
  const total = seesNotes ? sql`issue.comment_count + issue.note_count` : sql`issue.comment_count`
  const hasFiles = sql`exists (select from attachment where attachment.issue_id = ${issue.id} and comment_id is not null)`
  const files = sql`case when ${hasFiles} then (
    select json_agg(${attachmentJson(actor, issue)} order by attachment.id)
    from attachment left join person uploader on uploader.id = attachment.uploader_id
    where attachment.comment_id = page.id and ${seesAttachment(actor, issue)}) end`
  return sql<CommentPageRow>`
    select json_agg(${commentJson(actor, issue, files)} order by page.id)::text items, ${total} > ${limit} more, max(page.id) "lastId"
    from (
      select * from comment where comment.issue_id = ${issue.id} and ${seesComment(actor, issue)}
      order by comment.id limit ${limit}
    ) page join person author on author.id = page.author_id`
}

const cursorShape = z.tuple([z.int()])

/** The only row of `commentPage`. */
export interface CommentPageRow {
  items: string | null
  more: boolean
  lastId: number | null
}

/** A page of an issue's comments that the actor may see. The actor sees the issue: the caller has looked. */
export async function pageOfComments(
  db: Db,
  actor: Actor,
  issue: Subject,
  options: CommentPageOptions,
): Promise<CommentPage> {
  const {rows} = await commentPage(actor, issue, options).execute(db)
  return readCommentPage(rows[0])
}

/** The statement for it, which can be part of another. */
export function commentPage(
  actor: Actor,
  issue: Subject,
  {order, limit, cursor}: CommentPageOptions,
): RawBuilder<CommentPageRow> {
  const [after] = cursor === undefined ? [] : decodeCursor(cursor, cursorShape)
  const direction = order === 'oldest' ? sql`asc` : sql`desc`
  const beyond = order === 'oldest' ? sql`>` : sql`<`
  const condition = sql`comment.issue_id = ${issue.id} and ${seesComment(actor, issue)}
    ${after === undefined ? sql`` : sql`and comment.id ${beyond} ${after}`}
    order by comment.id ${direction} limit ${limit + 1}`
  return sql<CommentPageRow>`
    ${withPage(actor, issue, condition)}
    select (json_agg(${commentJson(actor, issue, sql`file.items`)} order by page.id ${direction}) filter (where page.place <= ${limit}))::text items,
      count(*) > ${limit} more, max(page.id) filter (where page.place = ${limit}) "lastId"
    from ${joinedPage}`
}

export function readCommentPage(row: CommentPageRow | undefined): CommentPage {
  const last = row?.more === true ? row.lastId : null
  return {items: row?.items ?? '[]', nextCursor: last === null ? null : encodeCursor([last])}
}

/** One comment, whatever its state: the caller has looked whether the actor may see it. */
export async function viewComment(db: Db, actor: Actor, issue: Subject, id: number): Promise<CommentView> {
  const {rows} = await sql<{comment: CommentView}>`
    ${withPage(actor, issue, sql`comment.id = ${id}`)}
    select ${commentJson(actor, issue, sql`file.items`)} comment from ${joinedPage}`.execute(db)
  if (rows[0] === undefined) throw new Error(`Comment ${id} vanished while it was read`)
  return rows[0].comment
}

/** Internal notes are for who may read them. A condition on `comment`. */
function seesComment(actor: Actor, issue: Subject): RawBuilder<unknown> {
  return mayOnIssue(actor, 'comment.viewInternal', issue)
    ? sql`comment.deleted_at is null`
    : sql`comment.deleted_at is null and not comment.is_internal`
}

function withPage(actor: Actor, issue: Subject, condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    with page as materialized (
      select chosen.*, row_number() over () place from (select * from comment where ${condition}) chosen
    ), file as (
      select attachment.comment_id, json_agg(${attachmentJson(actor, issue)} order by attachment.id) items
      from attachment left join person uploader on uploader.id = attachment.uploader_id
      where attachment.comment_id = any(array(select id from page)) and ${seesAttachment(actor, issue)}
      group by attachment.comment_id
    )`
}

const joinedPage = sql`page join person author on author.id = page.author_id
  left join file on file.comment_id = page.id`

function commentJson(actor: Actor, issue: Subject, files: RawBuilder<unknown>): RawBuilder<unknown> {
  const {mayChangeOwn, mayModerate} = rightsOnComments(actor, issue)
  const may = sql`${mayModerate}::boolean or (${mayChangeOwn}::boolean and page.author_id = ${actor.personId ?? 0})`
  return sql`json_build_object(
    'id', page.id, 'author', json_build_object('id', author.id, 'name', author.name), 'body', page.body,
    'isInternal', page.is_internal, 'channel', page.channel, 'version', page.version,
    'createdAt', iso_time(page.created_at), 'editedAt', iso_time(page.edited_at),
    'can', json_build_object('change', ${may}, 'remove', ${may}),
    'attachments', coalesce(${files}, '[]'))`
}
