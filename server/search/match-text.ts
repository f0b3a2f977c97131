import {sql, type RawBuilder, type SqlBool} from 'kysely'
import {projectsWhere, type Actor} from '../core/actor.ts'
import {rights} from '../core/rights.ts'
import {languageOf, simple, type Language} from './analysis/languages.ts'
import {writeTsQuery} from './analysis/ts-query.ts'
import {phrasesToConfirm, phraseStands} from './phrase-stands.ts'
import type {TextQuery} from './text-query.ts'

/** The languages to look for words in. @param tags of the projects, BCP 47 */
export function languagesOf(tags: readonly string[]): readonly Language[] {
  const languages = new Set(tags.map(languageOf))
  return languages.size === 0 ? [simple] : [...languages]
}

/**
 * Whether a row named `issue` has these words, as a condition. Internal notes count where the actor may read them,
 * and nowhere else: not even by what "not" leaves out.
 */
export function matchesText(
  actor: Actor,
  query: TextQuery,
  languages: readonly Language[],
): RawBuilder<SqlBool> {
  const inTitles = titleQuery(query, languages)
  if (inTitles === null) return sql<SqlBool>`true`
  if (isOfTitles(query)) return titleHas(inTitles)
  const anywhere = writeTsQuery(query, {languages, target: 'text'})
  // Only words that say too little: titles have them, and identifiers of which they are a part.
  if (anywhere === null) return sql<SqlBool>`(${titleHas(inTitles)} or ${textsHave(actor, inTitles)})`
  const confirmed = phrasesToConfirm(query, languages).map((phrase) => phraseStands(actor, phrase))
  return sql<SqlBool>`(${sql.join([textsHave(actor, anywhere), ...confirmed], sql` and `)})`
}

/** For titles: without the words that say little, unless there are no others. */
export function titleQuery(query: TextQuery, languages: readonly Language[]): string | null {
  return (
    writeTsQuery(query, {languages, target: 'title'}) ??
    writeTsQuery(query, {languages, target: 'wholeTitle'})
  )
}

function titleHas(tsQuery: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (select from issue_search s where s.issue_id = issue.id and s.title_words @@ ${tsQuery}::tsquery)`
}

function textsHave(actor: Actor, tsQuery: string): RawBuilder<SqlBool> {
  const query = sql`${tsQuery}::tsquery`
  if (!readsNotes(actor))
    return sql<SqlBool>`exists (select from issue_search s where s.issue_id = issue.id and s.words @@ ${query})`
  // The first condition is for the indexes. Without notes it says all, and the words, which lie apart, are not read.
  return sql<SqlBool>`exists (select from issue_search s where s.issue_id = issue.id
    and (s.words @@ ${query} or s.team_words @@ ${query})
    and (s.team_words is null or ${wordsFor(actor)} @@ ${query}))`
}

/** Issues that have the words, gathered by the indexes alone. */
export interface Candidates {
  /** For a `with`. */
  readonly tables: RawBuilder<unknown>
  /** A select of their ids, some of them perhaps twice. */
  readonly ids: RawBuilder<unknown>
}

/** null where the indexes do not say all: for phrases, for what is left out, and for words that say little. */
export function candidatesOf(
  actor: Actor,
  query: TextQuery,
  languages: readonly Language[],
): Candidates | null {
  const words = writeTsQuery(query, {languages, target: 'text'})
  if (words === null || isOfTitles(query) || /<\d+>|<->|!/.test(words)) return null
  const gathered = sql`gathered as materialized (select issue_id from issue_search s where s.words @@ ${words}::tsquery)`
  if (!readsNotes(actor)) return {tables: gathered, ids: sql`select issue_id from gathered`}
  const isRead = actor.isAdmin ? sql`true` : sql`issue.project_id = any(${projectsWhere(actor, noteReaders)})`
  return {
    tables: sql`${gathered}, with_notes as materialized (select s.issue_id from issue_search s
      join issue on issue.id = s.issue_id where s.team_words @@ ${words}::tsquery and ${isRead})`,
    ids: sql`select issue_id from gathered union all select issue_id from with_notes`,
  }
}

/** Of an issue with notes, the words that the actor may read: of a row `s` of the search beside a row `issue`. */
function wordsFor(actor: Actor): RawBuilder<unknown> {
  if (actor.isAdmin) return sql`s.team_words`
  return sql`case when issue.project_id = any(${projectsWhere(actor, noteReaders)}) then s.team_words else s.words end`
}

const noteReaders = rights['comment.viewInternal'].least

/** Somewhere at least. */
function readsNotes(actor: Actor): boolean {
  return actor.isAdmin || projectsWhere(actor, noteReaders).length > 0
}

/** Every word is looked for in titles only. */
function isOfTitles(query: TextQuery): boolean {
  if (query.kind === 'words') return query.places?.every((place) => place === 'title') === true
  return query.kind === 'not' ? isOfTitles(query.part) : query.parts.every(isOfTitles)
}
