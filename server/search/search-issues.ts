import type {RawBuilder} from 'kysely'
import type {Condition} from '../../query/ast.ts'
import {parseIssueKey} from '../issues/issue-key.ts'
import type {Context} from '../core/context.ts'
import {conditionSql, wholeText} from '../issues/find/condition-sql.ts'
import {openQuery, type OpenQuery, type QueryText} from '../issues/find/open-query.ts'
import {findPlanOf, runFindAsArrays} from '../issues/find/run-find.ts'
import {isOfText} from '../issues/find/text-parts.ts'
import {chunksOf} from './analysis/tokens.ts'
import {estimateTitles} from './estimate-titles.ts'
import {isWholeWord} from './is-whole-word.ts'
import {issueOf, newestIssues, rankedIssues, type RankedRow} from './ranked-issues.ts'
import {titleQuery} from './match-text.ts'
import type {TextQuery} from './text-query.ts'

export interface FoundRows {
  readonly rows: RankedRow[]
  readonly open: OpenQuery
  /** What was looked for in texts, to be marked. */
  readonly text: TextQuery | null
}

/** Issues by a query, the best first: `limit` of them at most. */
export async function searchIssues(ctx: Context, query: QueryText, limit: number): Promise<FoundRows> {
  const open = await openQuery(ctx, query)
  const text = await textOf(ctx, open)
  const rows = await findRows(ctx, open, text, limit)
  const meant = await findByKey(ctx, open, query.q)
  const others = rows.filter(([id]) => meant.every((row) => row[0] !== id))
  return {rows: [...meant, ...others].slice(0, limit), open, text}
}

/** What is looked for in texts; null where nothing is. */
async function textOf({services}: Context, {query, end}: OpenQuery): Promise<TextQuery | null> {
  const text = wholeText(query, end)
  const word = text === null ? null : unfinishedWord(text)
  return word !== null && (await isWholeWord(services.findPool, word)) ? wholeText(query, null) : text
}

function unfinishedWord(text: TextQuery): string | null {
  if (text.kind === 'words') return text.isUnfinished ? ([...chunksOf(text.text)].at(-1) ?? null) : null
  return text.kind === 'not' ? null : (text.parts.map(unfinishedWord).find((word) => word !== null) ?? null)
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
  {query, asking}: OpenQuery,
  text: TextQuery | null,
  limit: number,
): Promise<RankedRow[]> {
  if (text === null) return run(ctx, newestIssues(conditionSql(asking, query), limit))
  const where = withoutTexts(query.where)
  const isCommon = !isOfManyWords(text) && (await isCommonText(ctx.services.findPool, text, asking))
  const ranking = {text, filters: conditionSql(asking, {where}), limit, isCommon}
  // Many words together are rare, whatever they are: one plan serves them all, and planning takes as long as finding.
  return run(ctx, rankedIssues(asking, ranking), !(where === null && isOfManyWords(text)))
}

function isOfManyWords(text: TextQuery): boolean {
  return text.kind === 'words' && !text.isPhrase && [...chunksOf(text.text)].length > 2
}

// To put them in order takes 3 ms then; the newest of them are found in one.
const maxOrdered = 3_000

/** So many titles have the words that their length says nothing. */
async function isCommonText(
  pool: Parameters<typeof estimateTitles>[0],
  text: TextQuery,
  {languages}: OpenQuery['asking'],
): Promise<boolean> {
  const titles = titleQuery(text, languages)
  return titles !== null && (await estimateTitles(pool, titles)) > maxOrdered
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
