import {sql, type RawBuilder, type SqlBool} from 'kysely'
import {z} from 'zod'
import {decodeCursor, encodeCursor} from '../../core/http/cursor.ts'
import {textSchema} from '../text-schemas.ts'

export interface Page<Item> {
  items: Item[]
  nextCursor: string | null
}

const cursorShape = z.tuple([textSchema(1000), z.int32()])

/** As people sort: apfel, Äpfel, Item 2, item 10. */
export function byName(table: string): RawBuilder<string> {
  return sql<string>`${sql.ref(`${table}.name`)} collate human`
}

/** The rows after the page that gave this cursor, in the order of `byName` and id; all of them without one. */
export function afterName(table: string, cursor: string | undefined): RawBuilder<SqlBool> {
  if (cursor === undefined) return sql<SqlBool>`true`
  const [name, id] = decodeCursor(cursor, cursorShape)
  return sql<SqlBool>`(${byName(table)}, ${sql.ref(`${table}.id`)}) > (${name} collate human, ${id})`
}

/** A page of rows of which one more than the limit was read. */
export function pageByName<Row extends {id: number; name: string}>(
  rows: readonly Row[],
  limit: number,
): Page<Row> {
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return {items, nextCursor: last === undefined ? null : encodeCursor([last.name, last.id])}
}
