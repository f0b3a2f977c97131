import {fold} from './analysis/fold.ts'
import type {Language} from './analysis/languages.ts'
import {chunksOf, formOf, tokensOfChunk} from './analysis/tokens.ts'
import type {TextQuery} from './text-query.ts'
import type {WordShares} from './word-shares.ts'

/** What share of all has what is looked for, about; 1 where nothing can be said. */
export function estimateShare(
  query: TextQuery,
  shares: ReadonlyMap<string, number>,
  languages: readonly Language[],
): number {
  if (query.kind === 'not') return 1
  if (query.kind === 'words') {
    const chunks = [...chunksOf(query.text)]
    const unfinished = query.isUnfinished ? chunks.length - 1 : -1
    return together(
      chunks.map((chunk, index) =>
        index === unfinished ? shareOfBeginning(chunk, shares) : shareOf(chunk, shares, languages),
      ),
    )
  }
  const parts = query.parts.map((part) => estimateShare(part, shares, languages))
  return query.kind === 'and'
    ? together(parts)
    : Math.min(
        1,
        parts.reduce((sum, share) => sum + share, 0),
      )
}

/** Words that were asked for together stand together so many times as often as by chance. */
const attraction = 1.6

function together(shares: readonly number[]): number {
  const [least = 1, ...others] = shares.toSorted((a, b) => a - b)
  return others.reduce((product, share) => product * Math.min(1, attraction * share), least)
}

/** What is not among the frequent words is rare. A word that says little says nothing. */
function shareOf(chunk: string, shares: ReadonlyMap<string, number>, languages: readonly Language[]): number {
  const lexemes = languages.flatMap((language) => {
    const token = tokensOfChunk(chunk, language).list.find(({kind}) => kind !== 'form')
    return token === undefined || token.kind === 'stop' ? [] : [token.lexeme]
  })
  if (lexemes.length < languages.length) return 1
  return Math.max(...lexemes.map((lexeme) => shares.get(lexeme) ?? 0))
}

/** Of all words that begin so. Titles have forms, which are words as well. */
function shareOfBeginning(chunk: string, shares: ReadonlyMap<string, number>): number {
  const beginning = fold(chunk)
  const form = formOf(beginning)
  let sum = 0
  for (const [lexeme, share] of shares)
    if (lexeme.startsWith(beginning) || lexeme.startsWith(form))
      sum = Math.max(sum, share) + Math.min(sum, share) / 2
  return Math.min(1, sum)
}

const enoughIssues = 5_000
const oftenEnough = 0.005

/**
 * Whether the last word, which may be unfinished, is one that people write so, again and again: then it is taken as
 * finished. To look for everything that begins so would take long and push what is meant aside.
 */
export function endsInWholeWord(
  query: TextQuery,
  {inTexts, issues}: WordShares,
  languages: readonly Language[],
): boolean {
  const word = unfinishedWord(query)
  if (word === undefined || issues < enoughIssues) return false
  return languages.some((language) => (inTexts.get(language.stem(fold(word))) ?? 0) >= oftenEnough)
}

function unfinishedWord(query: TextQuery): string | undefined {
  if (query.kind === 'words') return query.isUnfinished ? [...chunksOf(query.text)].at(-1) : undefined
  return query.kind === 'not' ? undefined : query.parts.map(unfinishedWord).find((word) => word !== undefined)
}
