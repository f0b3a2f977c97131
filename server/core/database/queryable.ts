import {CompiledQuery} from 'kysely'
import type {Db} from './database.ts'

/** What both the query builder and a bare connection can do, for statements that serve both. */
export interface Queryable {
  query(text: string, values: unknown[]): Promise<{rows: unknown[]}>
}

export function queryableOf(db: Db): Queryable {
  return {query: (text, values) => db.executeQuery(CompiledQuery.raw(text, values))}
}
