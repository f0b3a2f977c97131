import type {RawBuilder} from 'kysely'
import type {Condition} from '../../query/ast.ts'
import {parseIssueKey} from '../issues/issue-key.ts'
import type {Context} from '../core/context.ts'
import {conditionSql, wholeText} from '../issues/find/condition-sql.ts'
import {openQuery, type OpenQuery, type QueryText} from '../issues/find/open-query.ts'
import {findPlanOf, runFindAsArrays} from '../issues/find/run-find.ts'
import {isOfText} from '../issues/find/text-parts.ts'
import {endsInWholeWord, estimateShare} from './estimate-matches.ts'
import {isCommon, issueOf, newestIssues, rankedIssues, type RankedRow, type Ranking} from './ranked-issues.ts'
import type {TextQuery} from './text-query.ts'
import {loadWordShares} from './word-shares.ts'

export interface FoundRows {
  readonly rows: RankedRow[]
  readonly open: OpenQuery
  /** What was looked for in texts, to be marked. */
  readonly text: TextQuery | null
}

/** Issues by a query, the best first: `limit` of them at most. */
export async function searchIssues(ctx: Context, query: QueryText, limit: number): Promise<FoundRows> {
  const open = await openQuery(ctx, query)
  const {text, rows} = await findRows(ctx, open, limit)
  const meant = await findByKey(ctx, open, query.q)
  const others = rows.filter(([id]) => meant.every((row) => row[0] !== id))
  return {rows: [...meant, ...others].slice(0, limit), open, text}
}

/** `WEB-42`, `#42` or `42`, and nothing else, is somebody who knows which issue they want. */
async function findByKey(ctx: Context, {asking}: OpenQuery, q: string): Promise<RankedRow[]> {
  const [, number] = /^\s*#?(\d{1,9})\s*$/.exec(q) ?? []
  if (number !== undefined)
    return run(ctx, issueOf(asking, [...asking.actor.projectIds.values()], Number(number)))
  const key = parseIssueKey(q.trim())
  const projectId = key === undefined ? undefined : asking.actor.projectIds.get(key.projectKey)
  if (key === undefined || projectId === undefined) return []
  return run(ctx, issueOf(asking, [projectId], key.number))
}

async function findRows(
  ctx: Context,
  {query, asking, end}: OpenQuery,
  limit: number,
): Promise<{text: TextQuery | null; rows: RankedRow[]}> {
  const written = wholeText(query, end)
  if (written === null)
    return {text: null, rows: await run(ctx, newestIssues(conditionSql(asking, query), limit))}
  const shares = await loadWordShares(ctx.db)
  const {languages} = asking
  const text = endsInWholeWord(written, shares, languages) ? (wholeText(query, null) ?? written) : written
  const where = withoutTexts(query.where)
  const ranking: Ranking = {
    text,
    filters: conditionSql(asking, {where}),
    limit,
    matches: shares.issues * estimateShare(text, shares.inTexts, languages),
    titles: shares.issues * estimateShare(text, shares.inTitles, languages),
  }
  // What is rare is found in one way, whatever it is: one plan serves all such queries, and planning takes as long as
  // finding.
  const needsOwnPlan = where !== null || isCommon(ranking)
  return {text, rows: await run(ctx, rankedIssues(asking, ranking), needsOwnPlan)}
}

async function run(
  {db, services}: Context,
  statement: RawBuilder<unknown>,
  needsOwnPlan = true,
): Promise<RankedRow[]> {
  return runFindAsArrays<RankedRow>(services, findPlanOf(statement.compile(db), needsOwnPlan))
}

/** The filters alone; `in:` goes with the words. */
function withoutTexts(where: Condition | null): Condition | null {
  if (where === null || isOfText(where)) return null
  if (where.kind !== 'and') return where
  const [first, ...others] = where.parts.filter((part) => !isOfText(part) && part.kind !== 'in')
  if (first === undefined) return null
  return others.length === 0 ? first : {...where, parts: [first, ...others]}
}
