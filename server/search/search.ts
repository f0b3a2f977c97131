import type {Condition} from '../../query/ast.ts'
import type {Context} from '../core/context.ts'
import type {QueryText} from '../issues/find/open-query.ts'
import {correctWords} from './correct-words.ts'
import {searchLabels, searchPeople, searchProjects, searchViews} from './find-named.ts'
import {writePending} from './pending.ts'
import type {Found, SearchKind} from './schemas.ts'
import {searchIssues, type FoundRows} from './search-issues.ts'
import {showFound} from './show-found.ts'

export interface Search extends QueryText {
  readonly kinds: readonly SearchKind[]
  /** Of issues; of everything else, ten at most. */
  readonly limit: number
}

const maxNamed = 10
const empty: Found = {
  correctedTo: null,
  issues: {items: [], hasMore: false},
  people: [],
  projects: [],
  labels: [],
  views: [],
}

/**
 * Everything that is called so or says so, as far as the actor may see it. The last word may be unfinished; where
 * nothing is found, words that nobody wrote are corrected.
 *
 * @throws AppError `invalid` for a query that cannot be read, `tooHeavy` for one that takes too long
 */
export async function search(ctx: Context, {kinds, limit, ...query}: Search): Promise<Found> {
  const isEmpty = query.q.trim() === ''
  if (isEmpty) return empty
  const named = Math.min(limit, maxNamed)
  const wants = (kind: SearchKind): boolean => kinds.includes(kind)
  const issues = wants('issue') ? findIssues(ctx, query, limit) : undefined
  const words = query.q.trim().replaceAll(/["']/g, '')
  const [found, people, projects, labels, views] = await Promise.all([
    issues,
    wants('person') ? searchPeople(ctx, words, named) : [],
    wants('project') ? searchProjects(ctx, words, named) : [],
    wants('label') ? searchLabels(ctx, words, named) : [],
    wants('view') ? searchViews(ctx, words, named) : [],
  ])
  return {...empty, ...found, people, projects, labels, views}
}

async function findIssues(
  ctx: Context,
  query: QueryText,
  limit: number,
): Promise<Pick<Found, 'correctedTo' | 'issues'>> {
  const lenient: QueryText = {...query, unknownFields: 'text'}
  const found = await searchIssues(ctx, lenient, limit + 1)
  if (found.rows.length > 0) return {correctedTo: null, issues: await page(ctx, found, limit)}
  const {where} = found.open.query
  const correctedTo = where === null ? null : await correct(ctx, query.q, where)
  if (correctedTo === null) return {correctedTo: null, issues: empty.issues}
  const second = await searchIssues(ctx, {...lenient, q: correctedTo}, limit + 1)
  // Else it would tell what words there are that the actor may not read.
  if (second.rows.length === 0) return {correctedTo: null, issues: empty.issues}
  return {correctedTo, issues: await page(ctx, second, limit)}
}

async function correct(ctx: Context, q: string, where: Condition): Promise<string | null> {
  // What was written a moment ago may be what is meant.
  await writePending(ctx.db, 50)
  return correctWords(ctx.services.findPool, q, where)
}

async function page(ctx: Context, found: FoundRows, limit: number): Promise<Found['issues']> {
  const items = await showFound(ctx, {...found, rows: found.rows.slice(0, limit)})
  return {items, hasMore: found.rows.length > limit}
}
