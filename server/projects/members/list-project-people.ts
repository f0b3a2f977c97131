import {sql, type SqlBool} from 'kysely'
import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import {decodeCursor, encodeCursor} from '../../core/http/cursor.ts'
import type {PersonKind} from '../../people/tables.ts'
import {isAssignable} from '../assignable-people.ts'
import {assertMaySeePeople} from '../permissions.ts'
import {getProject} from '../queries.ts'
import {textSchema} from '../text-schemas.ts'

export interface ListProjectPeople {
  q: string
  cursor?: string | undefined
  limit: number
}

export interface ProjectPerson {
  id: number
  name: string
  kind: PersonKind
}

const cursorShape = z.tuple([textSchema(1000), z.int32()])

/** A page of those who can be assigned in a project, by name: for pick lists. */
export async function listProjectPeople(
  {db, actor}: Context,
  key: string,
  {q, cursor, limit}: ListProjectPeople,
): Promise<{items: ProjectPerson[]; nextCursor: string | null}> {
  const project = await getProject(db, actor, key)
  assertMaySeePeople(actor, project.id)
  let query = db
    .selectFrom('person')
    .select(['id', 'name', 'kind'])
    .where(isAssignable(project))
    .orderBy(sql`name collate human`)
    .orderBy('id')
    .limit(limit + 1)
  if (q.trim() !== '') query = query.where(beginsWith(q.trim()))
  if (cursor !== undefined) {
    const [name, id] = decodeCursor(cursor, cursorShape)
    query = query.where(sql<SqlBool>`(name collate human, id) > (${name} collate human, ${id})`)
  }
  const people = await query.execute()
  const items = people.slice(0, limit)
  const last = people.length > limit ? items.at(-1) : undefined
  return {items, nextCursor: last === undefined ? null : encodeCursor([last.name, last.id])}
}

/** A word of the name, or the login, begins so. The expression is the one that person_words indexes. */
function beginsWith(text: string) {
  const prefix = text.replaceAll(/[\\%_]/g, String.raw`\$&`)
  return sql<SqlBool>`(name || ' ' || coalesce(login::text, '')) ilike any(${[`${prefix}%`, `% ${prefix}%`]})`
}
