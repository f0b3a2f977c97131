import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import {decodeCursor, encodeCursor} from '../../core/http/cursor.ts'
import {assertMayOnIssue} from '../permissions.ts'
import {getIssue} from '../queries.ts'
import {personRefSchema, timeSchema} from '../schemas.ts'

export const watcherSchema = z.object({person: personRefSchema, since: timeSchema}).meta({id: 'Watcher'})

export interface ListWatchers {
  readonly key: string
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Who watches an issue: for people who may watch it themselves. */
export async function listWatchers({db, actor}: Context, {key, cursor, limit}: ListWatchers) {
  const issue = await getIssue(db, actor, key)
  assertMayOnIssue(actor, 'issue.watch', issue)
  const [after] = cursor === undefined ? [0] : decodeCursor(cursor, z.tuple([z.int32()]))
  const rows = await db
    .selectFrom('watcher')
    .innerJoin('person', 'person.id', 'watcher.person_id')
    .select(['person.id', 'person.name', 'watcher.since'])
    .where('watcher.issue_id', '=', issue.id)
    .where('watcher.person_id', '>', after)
    .orderBy('watcher.person_id')
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(({id, name, since}) => ({person: {id, name}, since: since.toISOString()})),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor([last.id]) : null,
  }
}
