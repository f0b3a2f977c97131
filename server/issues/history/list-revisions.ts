import {sql} from 'kysely'
import {z} from 'zod'
import type {Context, Door} from '../../core/context.ts'
import type {Db} from '../../core/database/database.ts'
import {decodeCursor, encodeCursor} from '../../core/http/cursor.ts'
import type {TextField} from '../change/history-fields.ts'
import {getIssue, type IssueRecord} from '../queries.ts'
import type {Revision} from './schemas.ts'

export interface ListRevisions {
  readonly key: string
  readonly field: TextField
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Every version of one text of an issue, oldest first: the one it was created with, then one for each change. */
export async function listRevisions({db, actor}: Context, {key, field, cursor, limit}: ListRevisions) {
  const issue = await getIssue(db, actor, key)
  const [after] = cursor === undefined ? [null] : decodeCursor(cursor, z.tuple([z.int()]))
  // The first page begins with the original, which takes the place of one change.
  const room = after === null ? limit - 1 : limit
  const rows = await loadTextChanges(db, issue.id, field, after ?? 0, room + 1)
  const page = rows.slice(0, room)
  const items = page.map(({id, at, via, actor, to}): Revision => ({
    eventId: id,
    side: 'to',
    at: at.toISOString(),
    actor,
    via,
    text: to,
  }))
  if (after === null) items.unshift(await originalOf(db, issue, field, rows[0]))
  return {items, nextCursor: rows.length > room ? encodeCursor([page.at(-1)?.id ?? 0]) : null}
}

interface TextChange {
  id: number
  at: Date
  via: Door
  actor: {id: number; name: string} | null
  from: string
  to: string
}

async function loadTextChanges(
  db: Db,
  issueId: number,
  field: TextField,
  after: number,
  limit: number,
): Promise<TextChange[]> {
  const {rows} = await sql<TextChange>`
    select e.id, e.at, e.via, e.payload->'changes'->${field}->>'from' "from", e.payload->'changes'->${field}->>'to' "to",
      case when person.id is not null then json_build_object('id', person.id, 'name', person.name) end actor
    from event e left join person on person.id = e.actor_id
    where e.issue_id = ${issueId} and e.id > ${after} and e.kind = 'issue.changed'
      and e.payload->'changes'->${field} is not null
    order by e.id limit ${limit}`.execute(db)
  return rows
}

async function originalOf(
  db: Db,
  issue: IssueRecord,
  field: TextField,
  first: TextChange | undefined,
): Promise<Revision> {
  const creation = await db
    .selectFrom('event')
    .leftJoin('person', 'person.id', 'event.actor_id')
    .select(['event.via', 'person.id', 'person.name'])
    .where('event.issue_id', '=', issue.id)
    .where('event.kind', '=', 'issue.created')
    .orderBy('event.id')
    .executeTakeFirst()
  const {id, name} = creation ?? {id: null, name: null}
  return {
    eventId: first?.id ?? null,
    side: 'from',
    at: issue.created_at.toISOString(),
    actor: id === null || name === null ? null : {id, name},
    via: (creation?.via as Door | undefined) ?? null,
    text: first?.from ?? issue[field],
  }
}
