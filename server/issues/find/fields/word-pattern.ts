import type {Language} from '../../../search/analysis/languages.ts'
import {chunksOf} from '../../../search/analysis/tokens.ts'
import {createMarker} from '../../../search/mark-words.ts'

/**
 * A regular expression of PostgreSQL, minding capitals, that stands in texts without accents where they have these
 * words side by side, in any of their forms. It finds other words with the same beginning, too: it confirms what the
 * search has found. Empty: there is no word in the text.
 */
export function wordPattern(text: string, languages: readonly Language[]): string {
  const parts = [...chunksOf(text)].flatMap(partsOf).map((part) => corePattern(part, languages))
  const [first = '', ...others] = parts
  return [atBeginning(first), ...others].join(between)
}

/** Endings of forms, then what parts words, or the parts of an identifier. */
const between = String.raw`\S*[^[:alnum:]]*`

/** `drop-down` also is found as "drop down", and `user's` as "user". */
function partsOf(chunk: string): readonly string[] {
  const bare = chunk.replaceAll(/['’]s\b/g, '')
  const parts = bare.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  return parts.length > 1 ? parts : [bare]
}

/** The beginning that all forms share, without accents or, where PostgreSQL leaves these alone, with them. */
function corePattern(part: string, languages: readonly Language[]): string {
  const words = {kind: 'words', text: part, isPhrase: false, isUnfinished: false, places: null} as const
  const folded = createMarker(words, languages).pattern
  const written = part.toLowerCase().slice(0, folded.length)
  if (folded === written || !/^[\p{L}\p{N}\p{M}]+$/u.test(part)) return eitherCase(folded)
  return `(?:${eitherCase(folded)}|${eitherCase(written)})`
}

function eitherCase(pattern: string): string {
  return pattern.replaceAll(/\p{L}/gu, (letter) =>
    isCased(letter) ? `[${letter.toLowerCase()}${letter.toUpperCase()}]` : letter,
  )
}

function isCased(letter: string): boolean {
  return letter.toUpperCase().length === letter.length && letter.toUpperCase() !== letter.toLowerCase()
}

/** No letter stands before it, unless it is a part of a name in camel case; no digit before a number. */
function atBeginning(pattern: string): string {
  if (/^\d/.test(pattern)) return `(?<![[:digit:]])${pattern}`
  const [, capital, rest = ''] = /^\[\p{Ll}(\p{Lu})\](.*)$/u.exec(pattern) ?? []
  if (capital === undefined) return pattern
  return `(?:(?<![[:alpha:]])${pattern}|${capital}${rest})`
}
