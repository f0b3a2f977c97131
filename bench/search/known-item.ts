import type {BenchServer} from '../bench-server.ts'
import {pickSome, randomFrom} from '../random.ts'
import {originalTitle} from '../seed.ts'
import {ask, inLanes} from './ask.ts'
import type {KnownIssue} from './known-issues.ts'
import {search} from './search-requests.ts'
import {typed, wordsOf} from './words.ts'

export interface KnownItemScore {
  readonly queries: number
  /** Share whose issue is among the first ten. */
  readonly found: number
  /** The same when another issue of the very same title will do. */
  readonly foundTitle: number
}

/** How often random words of a title, in random order, find the issue among the first ten. */
export async function scoreKnownItems(
  server: BenchServer,
  issues: readonly KnownIssue[],
  {words, queries}: {words: number; queries: number},
): Promise<KnownItemScore> {
  const random = randomFrom(words)
  const asked = issues
    .filter(({isCopy}) => !isCopy)
    .map((issue) => ({issue, words: wordsOf(issue.title)}))
    .filter((candidate) => candidate.words.length >= words)
    .slice(0, queries)
    .map(({issue, words: all}) => ({issue, q: typed(pickSome(random, all, words))}))
  const ranks = await inLanes(asked, async ({issue, q}) => {
    const {issues: found} = await ask<Found>(server, search(q, '&kinds=issue&limit=10'))
    return {
      isFound: found.items.some(({key}) => key === issue.key),
      isTitleFound: found.items.some(({title}) => originalTitle(title) === issue.title),
    }
  })
  return {
    queries: asked.length,
    found: share(ranks, ({isFound}) => isFound),
    foundTitle: share(ranks, ({isTitleFound}) => isTitleFound),
  }
}

/** What `GET /search` answers, as far as it is read here. */
export interface Found {
  readonly issues: {readonly items: readonly {readonly key: string; readonly title: string}[]}
}

function share<T>(all: readonly T[], holds: (one: T) => boolean): number {
  return Math.round((all.filter(holds).length / Math.max(1, all.length)) * 1000) / 1000
}
