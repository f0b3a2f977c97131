import {sql} from 'kysely'
import type {Db} from '../core/database/database.ts'
import {indexIssues} from './index-issues.ts'
import {analysis} from './search-row.ts'

export const indexTask = 'search.index'

const batchSize = 200

/** Indexes what no row is there for, or one of an older way, newest first. Ends when nothing is left. */
export async function indexMissing(db: Db): Promise<void> {
  let before = 2_147_483_647
  for (;;) {
    const {rows} = await sql<{id: number}>`
      select i.id from issue i left join issue_search s on s.issue_id = i.id
      where i.id < ${before} and (s.issue_id is null or s.analysis <> ${analysis})
      order by i.id desc limit ${batchSize}`.execute(db)
    const last = rows.at(-1)
    if (last === undefined) return
    await indexIssues(
      db,
      rows.map(({id}) => id),
    )
    before = last.id
  }
}
