import {sql, type RawBuilder, type SqlBool} from 'kysely'
import {z} from 'zod'
import {invalid} from '../../core/errors.ts'
import {decodeCursor, encodeCursor} from '../../core/http/cursor.ts'
import type {IssueRow} from '../schemas.ts'
import type {SortKey} from './sort-keys.ts'
import {allOf, type Sql} from './sql-logic.ts'

/** How a list is sorted, and where its pages begin. */
export interface PageOrder {
  readonly orderBy: RawBuilder<unknown>
  /** Values that the statement has to give with each row, after its own columns: those that rows do not have. */
  readonly extras: readonly RawBuilder<unknown>[]
  /** A condition on the rows behind the one that a cursor names. @throws AppError `invalid` for another list's cursor */
  after(cursor: string): Sql
  cursorOf(row: PlacedRow): string
}

export interface PlacedRow {
  readonly id: number
  readonly row: IssueRow
  readonly extras: readonly string[]
}

/** @param name of the order: a cursor holds for one order only */
export function pageOrder(name: string, keys: readonly SortKey[]): PageOrder {
  const descending = keys[0]?.descending ?? true
  const all = [...keys, {value: sql`issue.id`, type: sql`integer`, descending}]
  return {
    orderBy: sql.join(all.map((key) => sql`${key.value} ${key.descending ? sql`desc` : sql`asc`}`)),
    extras: keys.filter(({ofRow}) => ofRow === undefined).map(({value}) => sql`(${value})::text`),
    after(cursor) {
      const [sortedBy, ...values] = decodeCursor(cursor, cursorShape)
      if (sortedBy !== name || values.length !== all.length)
        throw invalid('/querystring/cursor', 'This cursor belongs to a list that is sorted in another way')
      return isAfter(all.map((key, place) => ({...key, last: sql`${values[place]}::text::${key.type}`})))
    },
    cursorOf({id, row, extras}) {
      let extra = 0
      const values = keys.map(({ofRow}) => (ofRow === undefined ? (extras[extra++] ?? '') : ofRow(row)))
      return encodeCursor([name, ...values, String(id)])
    },
  }
}

const cursorShape = z.array(z.string()).min(2)

interface Placed extends SortKey {
  readonly last: RawBuilder<unknown>
}

function isAfter(keys: readonly Placed[]): Sql {
  const [first, ...others] = keys
  if (first === undefined) return sql<SqlBool>`false`
  // Where all go the same way, an index can begin right there.
  if (others.every(({descending}) => descending === first.descending))
    return sql<SqlBool>`(${sql.join(keys.map(({value}) => value))}) ${beyond(first)} (${sql.join(keys.map(({last}) => last))})`
  return allOf([
    sql<SqlBool>`${first.value} ${orAt(first)} ${first.last}`,
    sql<SqlBool>`(${first.value} ${beyond(first)} ${first.last} or ${isAfter(others)})`,
  ])
}

function beyond({descending}: SortKey): RawBuilder<unknown> {
  return descending ? sql`<` : sql`>`
}

function orAt({descending}: SortKey): RawBuilder<unknown> {
  return descending ? sql`<=` : sql`>=`
}
