import {fold} from './analysis/fold.ts'
import type {Language} from './analysis/languages.ts'
import {chunksOf, tokensOfChunk} from './analysis/tokens.ts'
import type {TextQuery} from './text-query.ts'

/** From where to where, in UTF-16 units; `end` is the unit after it. */
export type Range = readonly [start: number, end: number]

export interface Marker {
  /** Finds what was looked for, in order. Each range with the number of the word it is. */
  find(text: string, limit: number): {range: Range; word: number}[]
  /** For PostgreSQL: a regular expression that finds candidates, ignoring case. Empty: nothing to look for. */
  readonly pattern: string
}

interface Word {
  /** The beginning that all forms of it share. */
  readonly core: string
  isMeant(match: string): boolean
}

/** Marks the words of a query, in all the forms that they are found in, and not what it excludes. */
export function createMarker(query: TextQuery | null, languages: readonly Language[]): Marker {
  const words = query === null ? [] : wordsOf(query, languages)
  const pattern = [...new Set(words.map(({core}) => escape(core)))]
    .toSorted((a, b) => b.length - a.length)
    .join('|')
  // Without the flag for Unicode it is several times as fast, and finds the same: the words are folded.
  const expression = new RegExp(pattern, 'gi')
  const known = new Map<string, Meant | null>()
  return {
    pattern,
    find(text, limit) {
      if (pattern === '') return []
      const found: {range: Range; word: number}[] = []
      expression.lastIndex = 0
      while (found.length < limit) {
        const match = expression.exec(text)
        if (match === null) break
        if (!isBeginning(text, match.index)) continue
        const rest = restOf(text, match.index)
        let end = known.get(rest)
        if (end === undefined) known.set(rest, (end = meant(words, rest)))
        if (end === null) continue
        found.push({range: [match.index, match.index + end.length], word: end.word})
        expression.lastIndex = match.index + end.length
      }
      return found
    },
  }
}

interface Meant {
  readonly length: number
  readonly word: number
}

const restOfChunk = /[\p{L}\p{N}\p{M}_.:/\\\-#@+~$%&='’]{0,80}/uy

function restOf(text: string, at: number): string {
  restOfChunk.lastIndex = at
  return restOfChunk.exec(text)?.[0] ?? ''
}

/** Of a word or of a part of one: after what is no letter, at a capital, after a digit. */
function isBeginning(text: string, at: number): boolean {
  const before = text[at - 1] ?? ' '
  if (!isLetter.test(before)) return !/\d/.test(before) || !/\d/.test(text[at] ?? '')
  const here = text[at] ?? ''
  return (isCapital.test(here) && !isCapital.test(before)) || !isLetter.test(here) || isUncased.test(here)
}

const isLetter = /\p{L}/u
const isCapital = /\p{Lu}/u
const isUncased = /\p{Lo}/u

/** How much of the match is meant: all of it, or its first part in camel case. */
function meant(words: readonly Word[], rest: string): Meant | null {
  const word = /^[\p{L}\p{N}\p{M}]*/u.exec(rest)?.[0] ?? ''
  const parts = [word, word.replace(/(?<=[\p{Ll}\p{N}])\p{Lu}.*$/u, '')]
  for (const part of parts)
    for (const [index, word] of words.entries())
      if (word.isMeant(part)) return {length: part.length, word: index}
  // Identifiers, versions and paths go on behind what is no letter.
  for (const [index, word] of words.entries()) {
    const {length} = word.core
    if (/[^\p{L}\p{N}]/u.test(word.core) && word.isMeant(rest.slice(0, length))) return {length, word: index}
  }
  return null
}

function wordsOf(query: TextQuery, languages: readonly Language[]): Word[] {
  if (query.kind === 'not') return []
  if (query.kind !== 'words') return query.parts.flatMap((part) => wordsOf(part, languages))
  const chunks = [...chunksOf(query.text)]
  return chunks.flatMap((chunk, index) =>
    wordsOfChunk(chunk, query.isUnfinished && index === chunks.length - 1, languages),
  )
}

function wordsOfChunk(chunk: string, isUnfinished: boolean, languages: readonly Language[]): Word[] {
  const folded = fold(chunk)
  if (!/^[\p{L}\p{M}]+$/u.test(chunk))
    return [
      {
        core: folded,
        isMeant: (match) => fold(match) === folded || (isUnfinished && fold(match).startsWith(folded)),
      },
    ]
  const stems = new Set(languages.map((language) => language.stem(chunk.toLowerCase())))
  const shortest = Math.min(folded.length, ...[...stems].map((stem) => stem.length))
  // Stems end otherwise than words do: happi, happy.
  const core = folded.slice(0, shortest > 4 && !isUnfinished ? shortest - 1 : shortest)
  return [
    {
      core,
      isMeant(match) {
        const other = fold(match)
        if (other === folded || (isUnfinished && other.startsWith(folded))) return true
        return languages.some(
          (language) => stems.has(language.stem(match.toLowerCase())) || hasToken(match, stems, language),
        )
      },
    },
  ]
}

/** Scripts without spaces: any of the pairs. */
function hasToken(match: string, stems: ReadonlySet<string>, language: Language): boolean {
  return tokensOfChunk(match, language).list.some(({lexeme}) => stems.has(lexeme))
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
}
