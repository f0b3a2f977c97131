import type {Language} from '../analysis/languages.ts'
import {chunksOf, tokensOfChunk} from '../analysis/tokens.ts'

/** How often a term stands in the title and in the rest of a report. */
export interface TermCount {
  inTitle: number
  inBody: number
}

/** A report as it is compared with others. */
export interface CountedTerms {
  readonly counts: ReadonlyMap<number, TermCount>
  /** In terms, repetitions included. */
  readonly titleLength: number
  readonly bodyLength: number
}

/** Of a longer text the beginning counts: what follows are logs. */
export const maxBody = 60_000

/** Counts the stems, identifiers, paths and versions of a report; words that say little are passed over. */
export function countTerms(title: string, body: string, language: Language): CountedTerms {
  const counts = new Map<number, TermCount>()
  const titleLength = count(title, language, counts, 'inTitle')
  const bodyLength = count(body.slice(0, maxBody), language, counts, 'inBody')
  return {counts, titleLength, bodyLength}
}

/**
 * The terms of a text: words, and identifiers, paths and versions as a whole besides their words. What a search finds
 * besides, such as `UI.createView`, would only say the same again.
 */
export function* termsOf(text: string, language: Language): Generator<number> {
  for (const chunk of chunksOf(text)) {
    yield* termsOfChunk(chunk, language)
    const [, name, number] = withNumber.exec(chunk) ?? []
    if (name === undefined || number === undefined) continue
    yield* wordsOfChunk(name, language)
    yield* wordsOfChunk(number, language)
  }
}

/** `iOS7` is also written `iOS 7`. */
const withNumber = /^(\p{L}{2,})(\d[\d.]*)$/u

function* termsOfChunk(chunk: string, language: Language): Generator<number> {
  const [first] = tokensOfChunk(chunk, language).list
  if (first?.kind === 'whole' && first.position === 0) yield termOf(first.lexeme)
  yield* wordsOfChunk(chunk, language)
}

function* wordsOfChunk(chunk: string, language: Language): Generator<number> {
  for (const {lexeme, kind} of tokensOfChunk(chunk, language).list) if (kind === 'word') yield termOf(lexeme)
}

function count(
  text: string,
  language: Language,
  counts: Map<number, TermCount>,
  place: keyof TermCount,
): number {
  let length = 0
  for (const term of termsOf(text, language)) {
    let known = counts.get(term)
    if (known === undefined) counts.set(term, (known = {inTitle: 0, inBody: 0}))
    known[place]++
    length++
  }
  return length
}

/** FNV-1a, 32 bits, signed as PostgreSQL's `integer`: two words in a hundred thousand share one. */
export function termOf(lexeme: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < lexeme.length; index++) {
    hash ^= lexeme.charCodeAt(index)
    hash = Math.imul(hash, 0x01000193)
  }
  return hash | 0
}
