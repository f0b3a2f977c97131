import {sql, type RawBuilder, type SqlBool} from 'kysely'
import {never, type Sql} from '../sql-logic.ts'

/** A column holds one of these ids. A single one is said as such: an index that begins with it serves the order too. */
export function isAnyOf(column: RawBuilder<unknown>, ids: readonly number[]): Sql {
  const [first, ...others] = ids
  if (first === undefined) return never
  return others.length === 0 ? sql<SqlBool>`${column} = ${first}` : sql<SqlBool>`${column} = any(${[...ids]})`
}
