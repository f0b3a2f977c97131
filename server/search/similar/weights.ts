import type {CountedTerms, TermCount} from './count-terms.ts'

/** Mean lengths of the reports of a project, in terms. */
export interface Lengths {
  readonly title: number
  readonly body: number
}

/** What a term says about a report it stands in. */
export interface TermWeights {
  /** In the whole report, 0 to 1: BM25F with the title counted eight times. */
  readonly full: number
  /** In its title, 0 to 2.2: BM25. */
  readonly title: number
}

/** Both were learned, together with the ones in `weigh-report.ts`, on the duplicates of another tracker. */
export function weighTerm(
  {inTitle, inBody}: TermCount,
  {titleLength, bodyLength}: CountedTerms,
  mean: Lengths,
): TermWeights {
  const title = titleLength / mean.title
  const body = bodyLength / mean.body
  const frequency = (8 * inTitle) / (0.5 + 0.5 * title) + inBody / (0.4 + 0.6 * body)
  return {
    full: frequency / (3 + frequency),
    title: inTitle === 0 ? 0 : (2.2 * inTitle) / (inTitle + 1.2 * (0.7 + 0.3 * title)),
  }
}

/** How much a term says that stands in `containing` of `issues` issues. Statistics may be older than a report. */
export function idf(containing: number, issues: number): number {
  return Math.log(1 + (Math.max(issues - containing, 0) + 0.5) / (containing + 0.5))
}
