import {sql, type RawBuilder, type SqlBool} from 'kysely'
import {conditionSql} from '../issues/find/condition-sql.ts'
import type {Asking} from '../issues/find/asking.ts'
import {pageColumns, type PageRow} from '../issues/find/list-issues.ts'
import {writeTsQuery} from './analysis/ts-query.ts'
import {candidatesOf, matchesText, titleQuery, type Candidates} from './match-text.ts'
import type {TextQuery} from './text-query.ts'

/** The texts of an issue that a snippet may be taken from. */
export const ownTexts = ['body', 'steps', 'actual', 'expected', 'environment'] as const

/** A row of a list, whether it was found by its title, and the beginnings of its texts as in `ownTexts`. */
export type RankedRow = [
  ...PageRow,
  isByTitle: boolean,
  body: string,
  steps: string,
  actual: string,
  expected: string,
  environment: string,
]

/** Where the texts begin in a row. */
export const textsAt = 8
const textLength = 3_000

export interface Ranking {
  readonly text: TextQuery
  /** Rights, bin and filters, without the text. */
  readonly filters: RawBuilder<SqlBool>
  readonly limit: number
  /** About so many issues have the words. */
  readonly matches: number
  /** … in their titles. */
  readonly titles: number
}

// Beyond this, what has the words is met soon by walking over the newest issues, and takes long to gather.
const maxGathered = 1_000
/** Then so many titles have them that their lengths say nothing. */
const maxOrdered = 3_000

export function isCommon({matches}: Pick<Ranking, 'matches'>): boolean {
  return matches > maxGathered
}

/**
 * The best matches first: titles that have all the words, the shortest of them first, which say the least besides;
 * then issues that have the words anywhere, newest first. Of real titles, three words in any order find theirs among
 * the first ten more often than with `ts_rank` (docs/search.md has the figures).
 */
export function rankedIssues(asking: Asking, ranking: Ranking): RawBuilder<unknown> {
  const {text, limit} = ranking
  const candidates = isCommon(ranking) ? null : candidatesOf(asking.actor, text, asking.languages)
  return selectHits(
    sql`
    t as materialized (${byTitle(asking, ranking)}),
    ${candidates === null ? byText(asking, ranking) : amongCandidates(candidates, ranking)}`,
    sql`select id, true is_by_title from t union all select id, false from m limit ${limit}`,
  )
}

/** The best way depends on the words. Phrases and what is excluded are looked at one by one, the newest first or not. */
function byText(asking: Asking, {text, filters, limit}: Ranking): RawBuilder<unknown> {
  return sql`m as (
      select issue.id from issue where ${filters} and ${matchesText(asking.actor, text, asking.languages)}
        and issue.id not in (select id from t)
      order by issue.updated_at desc, issue.id desc limit ${limit})`
}

/** What the index says is true: the words themselves, which lie apart, are not read. */
function amongCandidates({tables, ids}: Candidates, {filters, limit}: Ranking): RawBuilder<unknown> {
  return sql`${tables},
    m as (
      select issue.id from issue where issue.id in (${ids}) and ${filters} and issue.id not in (select id from t)
      order by issue.updated_at desc, issue.id desc limit ${limit})`
}

/** What no words are looked for in. */
export function newestIssues(condition: RawBuilder<SqlBool>, limit: number): RawBuilder<unknown> {
  return selectHits(
    sql`m as (select issue.id from issue where ${condition} order by issue.updated_at desc, issue.id desc limit ${limit})`,
    sql`select id, false is_by_title from m`,
  )
}

/** Those with this number, the last changed one first. */
export function issueOf(asking: Asking, projectIds: readonly number[], number: number): RawBuilder<unknown> {
  const condition = sql<SqlBool>`${conditionSql(asking, {where: null})}
    and issue.project_id = any(${[...projectIds]}) and issue.number = ${number}`
  return newestIssues(condition, 10)
}

function selectHits(tables: RawBuilder<unknown>, hits: RawBuilder<unknown>): RawBuilder<unknown> {
  const texts = ownTexts.map((text) => sql`left(issue.${sql.ref(text)}, ${sql.lit(textLength)})`)
  return sql`
    with ${tables},
    hit as (select id, is_by_title, row_number() over () n from (${hits}) found)
    select ${pageColumns}, hit.is_by_title, ${sql.join(texts)}
    from hit join issue on issue.id = hit.id order by hit.n`
}

function byTitle(asking: Asking, {text, filters, limit, titles}: Ranking): RawBuilder<unknown> {
  const {actor, languages} = asking
  const words = titleQuery(text, languages)
  // Only punctuation: nothing to look for, everything matches.
  if (words === null) return sql`select issue.id from issue where false`
  const whole = writeTsQuery(text, {languages, target: 'wholeTitle'})
  const exact = writeTsQuery(text, {languages, target: 'exact'})
  const others = isSaidByTitle(text) ? sql`true` : matchesText(actor, text, languages)
  const order =
    titles > maxOrdered
      ? sql``
      : sql`s.title_words @@ ${exact}::tsquery desc, s.title_words @@ ${whole}::tsquery desc, s.title_length,`
  return sql`
    select issue.id from issue_search s join issue on issue.id = s.issue_id
    where s.title_words @@ ${words}::tsquery and ${filters} and ${others}
    order by ${order} issue.updated_at desc, issue.id desc limit ${limit}`
}

/** What a title has, the issue has: nothing is excluded, which may stand elsewhere, and nothing wanted elsewhere. */
function isSaidByTitle(query: TextQuery): boolean {
  if (query.kind === 'words') return query.places === null
  return query.kind !== 'not' && query.parts.every(isSaidByTitle)
}
