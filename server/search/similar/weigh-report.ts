import type {CountedTerms} from './count-terms.ts'
import {idf, weighTerm, type Lengths} from './weights.ts'

/** What is known of a project's reports. */
export interface Statistics {
  readonly issues: number
  readonly mean: Lengths
  /** In how many issues a term stands. */
  readonly containing: ReadonlyMap<number, number>
}

/**
 * What each term of a report adds to the score of an issue that has it: times the term's weight in the whole issue
 * (`full`), times its weight in the issue's title because it stands in the report's title (`title`) or in its body
 * (`body`).
 */
export interface ReportTerm {
  readonly term: number
  readonly full: number
  readonly title: number
  readonly body: number
}

const maxTerms = 96
/** A word of the body that stands in more issues than that says nothing. */
const maxShare = 0.3
const alwaysRare = 20
/** How many times longer a body is taken to be than a title, which can only hold a part of it. */
const bodyByTitle = 10

/** The terms of a report that say most. Weights as they were learned on the duplicates of another tracker. */
export function weighReport(report: CountedTerms, {issues, mean, containing}: Statistics): ReportTerm[] {
  const terms = [...report.counts].map(([term, count]) => {
    const known = containing.get(term) ?? 0
    return {
      term,
      ...count,
      known,
      idf: idf(known, issues),
      frequency: Math.log(1 + 8 * count.inTitle + count.inBody),
      own: weighTerm(count, report, mean),
    }
  })
  const counted = terms
    .filter(({inTitle, known}) => inTitle > 0 || known <= Math.max(maxShare * issues, alwaysRare))
    .toSorted((a, b) => b.frequency * b.idf - a.frequency * a.idf)
    .slice(0, maxTerms)

  // About what the report would get if it were compared with itself: makes long and short ones alike.
  const inTitle = counted.filter((term) => term.inTitle > 0)
  const self = {
    full: sum(counted, ({frequency, idf, own}) => frequency * idf * own.full),
    titleInFull: sum(inTitle, ({idf}) => idf),
    title: sum(inTitle, ({idf, own}) => idf * own.title),
    bodyInTitle: sum(terms, ({inBody, idf}) => Math.log(1 + inBody) * idf) / bodyByTitle,
  }
  return counted.map((term) => ({
    term: term.term,
    full:
      (7.3 * term.frequency * term.idf) / self.full +
      (term.inTitle > 0 ? (5.7 * term.idf) / self.titleInFull : 0),
    title: term.inTitle > 0 ? (1.5 * term.idf) / Math.sqrt(self.title) : 0,
    body: self.bodyInTitle > 0 ? (1.4 * Math.log(1 + term.inBody) * term.idf) / self.bodyInTitle : 0,
  }))
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}
