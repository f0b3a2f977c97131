import {sql, type RawBuilder} from 'kysely'
import type {Language} from '../analysis/languages.ts'
import {countTerms, termsOf, type CountedTerms} from './count-terms.ts'
import {weighReport, type ReportTerm, type Statistics} from './weigh-report.ts'

/** What `weighReport` needs of the database. Null: nothing was written in the project yet. */
export interface KnownRow {
  issues: number | null
  title: number
  body: number
  terms: number[]
  counts: number[]
  /** Changes that are not worked off yet, as far as 201. */
  pending: number
}

export function knownStatement(projectId: number, counted: CountedTerms): RawBuilder<KnownRow> {
  return sql<KnownRow>`
    select p.issues, coalesce(p.title_length, 1) title, coalesce(p.body_length, 1) body,
      coalesce(t.terms, '{}') terms, coalesce(t.counts, '{}') counts,
      (select count(*) from (select from search_pending limit 201) few) pending
    from (values (${projectId}::integer)) asked (id)
      left join similar_project p on p.project_id = asked.id
      left join lateral (
        select array_agg(term) terms, array_agg(issues) counts from similar_term
        where project_id = asked.id and term = any(${[...counted.counts.keys()]}::integer[])
      ) t on true`
}

/** The terms of a report with what each adds to the score of an issue. */
export function weighKnown(counted: CountedTerms, known: KnownRow): ReportTerm[] {
  const containing = new Map(known.terms.map((term, index) => [term, known.counts[index] ?? 0]))
  const statistics: Statistics = {
    issues: known.issues ?? 0,
    mean: {title: known.title, body: known.body},
    containing,
  }
  return weighReport(counted, statistics)
}

/** Without the last word, if it is the beginning of one that is still being typed: nobody has written it so far. */
export function withoutUnfinished(
  title: string,
  counted: CountedTerms,
  known: KnownRow,
  language: Language,
): CountedTerms {
  const last = /\S+$/.exec(title)?.[0]
  if (last === undefined) return counted
  const unfinished = new Set(termsOf(last, language))
  for (const term of known.terms) unfinished.delete(term)
  if (unfinished.size === 0) return counted
  const rest = countTerms(title.slice(0, -last.length), '', language)
  for (const term of rest.counts.keys()) unfinished.delete(term)
  const counts = new Map([...counted.counts].filter(([term]) => !unfinished.has(term)))
  const titleLength = [...counts.values()].reduce((sum, {inTitle}) => sum + inTitle, 0)
  return {...counted, counts, titleLength}
}
