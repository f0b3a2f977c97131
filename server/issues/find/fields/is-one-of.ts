import {sql, type RawBuilder, type SqlBool} from 'kysely'
import type {Asking} from '../asking.ts'
import type {Sql} from '../sql-logic.ts'

/** A column holds one of the ids that a sub-select gives. */
export function isOneOf({isJoined}: Asking, column: RawBuilder<unknown>, ids: RawBuilder<unknown>): Sql {
  return isJoined ? sql<SqlBool>`${column} in (${ids})` : sql<SqlBool>`${column} = any(array(${ids}))`
}
