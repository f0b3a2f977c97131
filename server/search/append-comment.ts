import {sql} from 'kysely'
import type {Tx} from '../core/database/database.ts'
import {languageOf} from './analysis/languages.ts'
import {createVector} from './analysis/vector.ts'
import {indexIssues} from './index-issues.ts'

// PostgreSQL refuses a vector of 1 MB; what comes later is not found any more, rather than not written.
const maxSize = 700_000

/** Adds the words of a new comment to what its issue is found by, without reading the other texts. */
export async function appendComment(tx: Tx, commentId: number): Promise<void> {
  const comment = await tx
    .selectFrom('comment as c')
    .innerJoin('issue as i', 'i.id', 'c.issue_id')
    .innerJoin('project as p', 'p.id', 'i.project_id')
    .select(['c.issue_id', 'c.body', 'c.is_internal', 'p.language'])
    .where('c.id', '=', commentId)
    .executeTakeFirst()
  if (comment === undefined) return
  const vector = createVector()
  vector.add(comment.body, 'C', languageOf(comment.language))
  const words = vector.toString()
  if (words === '') return
  const {numAffectedRows} = comment.is_internal
    ? await sql`
        update issue_search set team_words = coalesce(team_words, words) || ${words}::tsvector
        where issue_id = ${comment.issue_id}
          and pg_column_size(coalesce(team_words, words)) < ${maxSize}`.execute(tx)
    : await sql`
        update issue_search set words = words || ${words}::tsvector, team_words = team_words || ${words}::tsvector
        where issue_id = ${comment.issue_id}
          and pg_column_size(coalesce(team_words, words)) < ${maxSize}`.execute(tx)
  // Not indexed yet, or full.
  if (numAffectedRows === 0n) await indexIssues(tx, [comment.issue_id])
}
