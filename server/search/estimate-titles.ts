import {escapeLiteral} from 'pg'
import type {Queryable} from '../core/database/queryable.ts'

/** How many titles match, by PostgreSQL's statistics: 0.3 ms, where counting takes 10 for a common word. */
export async function estimateTitles(db: Queryable, tsQuery: string): Promise<number> {
  // Written into the statement: of a parameter, EXPLAIN would know nothing.
  const {rows} = await db.query(
    `explain (format json) select from issue_search where title_words @@ ${escapeLiteral(tsQuery)}::tsquery`,
    [],
  )
  const [row] = rows as Explained[]
  return row?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 0
}

interface Explained {
  'QUERY PLAN': {Plan: {'Plan Rows': number}}[]
}
