import type {BenchRequest} from '../load.ts'
import {pickOne, pickSome, randomFrom} from '../random.ts'
import type {SampleIssue} from '../sample-texts.ts'
import type {KnownIssue} from './known-issues.ts'
import {commonWords, typed, wordsOf} from './words.ts'

/** Three words of a title, in random order. */
export function wordRequests(issues: readonly KnownIssue[]): BenchRequest[] {
  const random = randomFrom(3)
  return issues
    .map(({title}) => wordsOf(title))
    .filter((words) => words.length >= 3)
    .map((words) => search(typed(pickSome(random, words, 3)), '&kinds=issue&limit=25'))
}

/** One very common word each. */
export function commonRequests(samples: readonly SampleIssue[]): BenchRequest[] {
  return commonWords(samples, 20).map((word) => search(word, '&kinds=issue&limit=25'))
}

/** The first letters of a word of a title, alone or after another word of it, in all kinds of things. */
export function prefixRequests(issues: readonly KnownIssue[]): BenchRequest[] {
  const random = randomFrom(4)
  return issues.flatMap(({title}) => {
    const words = wordsOf(title)
    const [unfinished] = pickSome(
      random,
      words.filter((word) => word.length > 3),
      1,
    )
    if (unfinished === undefined) return []
    const letters = unfinished.slice(0, pickOne(random, [3, 4, 5, 6]))
    const before = random() < 0.5 ? words.filter((word) => word !== unfinished) : []
    return [search(typed([...pickSome(random, before, 1), letters]), '&limit=10')]
  })
}

export function search(q: string, more: string): BenchRequest {
  return {path: `/search?q=${encodeURIComponent(q)}${more}`}
}
