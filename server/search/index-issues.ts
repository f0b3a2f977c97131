import type {Db} from '../core/database/database.ts'
import {queryableOf, type Queryable} from '../core/database/queryable.ts'
import {loadTexts} from './load-texts.ts'
import {analysis, searchRow} from './search-row.ts'

const batchSize = 100

/** Writes what these issues are found by anew, from their texts. In a transaction or, in batches, outside of one. */
export async function indexIssues(db: Db, issueIds: readonly number[]): Promise<void> {
  await indexWith(queryableOf(db), issueIds)
}

/** The same on a bare connection. */
export async function indexWith(db: Queryable, issueIds: readonly number[]): Promise<void> {
  const ids = [...new Set(issueIds)].toSorted((a, b) => a - b)
  for (let at = 0; at < ids.length; at += batchSize) await indexBatch(db, ids.slice(at, at + batchSize))
}

async function indexBatch(db: Queryable, ids: readonly number[]): Promise<void> {
  // Whoever adds a comment meanwhile waits, or is waited for: texts are read after that.
  await db.query(
    'select from issue_search where issue_id = any($1::integer[]) order by issue_id for update',
    [ids],
  )
  await writeRows(db, ids)
}

/** For issues that nobody else can have touched yet: without looking for their rows first. */
export async function writeRows(db: Queryable, ids: readonly number[]): Promise<void> {
  const rows = (await loadTexts(db, ids)).map(searchRow).toSorted((a, b) => a.issueId - b.issueId)
  if (rows.length === 0) return
  await db.query(
    `with written as (
      insert into issue_search (issue_id, analysis, title_length, title_words, words, team_words)
      select id, $2, length, title::tsvector, words::tsvector, team::tsvector
      from unnest($1::integer[], $3::integer[], $4::text[], $5::text[], $6::text[]) r (id, length, title, words, team)
      on conflict (issue_id) do update set analysis = excluded.analysis, title_length = excluded.title_length,
        title_words = excluded.title_words, words = excluded.words, team_words = excluded.team_words
    )
    insert into search_pending (issue_id) select unnest($1::integer[])`,
    [
      rows.map(({issueId}) => issueId),
      analysis,
      rows.map(({titleLength}) => Math.min(titleLength, 32_767)),
      rows.map(({titleWords}) => titleWords),
      rows.map(({words}) => words),
      rows.map(({teamWords}) => teamWords),
    ],
  )
}
