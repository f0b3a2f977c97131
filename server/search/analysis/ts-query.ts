import type {TextPlace} from '../../../query/ast.ts'
import type {TextQuery} from '../text-query.ts'
import {fold} from './fold.ts'
import type {Language} from './languages.ts'
import {chunksOf, formOf, tokensOfChunk, type Token} from './tokens.ts'
import {quote} from './vector.ts'

export interface TsQueryOptions {
  /** Of the projects that are searched: a word is looked for by its stem in each. */
  readonly languages: readonly Language[]
  /**
   * `text`: all texts, where words that say little are left out. `title`: titles, with these words left out but
   * of phrases.
   * `wholeTitle`: titles that have them too. `exact`: titles that have every word just as it is written.
   */
  readonly target: 'text' | 'title' | 'wholeTitle' | 'exact'
}

/** A query of words as PostgreSQL's `tsquery` reads it; null when nothing is left to look for. */
export function writeTsQuery(query: TextQuery, options: TsQueryOptions): string | null {
  if (query.kind === 'words') return writeWords(query, options)
  if (query.kind === 'not') {
    const part = writeTsQuery(query.part, options)
    return part === null ? null : `!(${part})`
  }
  const parts = query.parts.map((part) => writeTsQuery(part, options))
  return join(parts, query.kind === 'and' ? ' & ' : ' | ')
}

function writeWords(query: Extract<TextQuery, {kind: 'words'}>, options: TsQueryOptions): string | null {
  const chunks = [...chunksOf(query.text)]
  const flags = options.target === 'text' ? weights(query.places) : ''
  if (query.isPhrase) return writePhrase(chunks, flags, query.isUnfinished, options)
  const ending = query.isUnfinished ? chunks.length - 1 : -1
  const words = chunks.map((chunk, index) => writeChunk(chunk, flags, index === ending, options))
  return join(words, ' & ')
}

function join(parts: readonly (string | null)[], operator: ' & ' | ' | '): string | null {
  const left = parts.filter((part) => part !== null)
  if (left.length <= 1) return left[0] ?? null
  return left.map((part) => (isSimple.test(part) ? part : `(${part})`)).join(operator)
}

/** One lexeme. */
const isSimple = /^'(?:[^']|'')*'(?::\*?[A-D]*)?$/

const weightOf: Readonly<Record<TextPlace, string>> = {title: 'A', body: 'B', comments: 'C', attachments: 'D'}

function weights(places: readonly TextPlace[] | null): string {
  return (places ?? []).map((place) => weightOf[place]).join('')
}

/** Elsewhere than in titles, fewer letters begin too much. */
const minPrefix = 3
const hash = /^(?=.*\d)[\da-f]{7,40}$/i

function writeChunk(
  chunk: string,
  flags: string,
  isUnfinished: boolean,
  {languages, target}: TsQueryOptions,
): string | null {
  const alternatives = new Set<string>()
  const folded = fold(chunk)
  let saysLittle = false
  for (const language of languages) {
    const {list, length} = tokensOfChunk(chunk, language)
    const whole = list.find(({position, kind}) => position === 0 && kind !== 'form')
    if (whole === undefined) continue
    if (whole.kind === 'stop') saysLittle = true
    for (const word of wholesOf(chunk, whole, length, target)) alternatives.add(lexeme(word, flags))
    if (whole.kind === 'whole' && isOfWords(chunk)) alternatives.add(inOrder(list, flags))
    // Scripts without spaces: neighbours side by side.
    if (length > 1 && whole.kind === 'word' && !isCamelCase(chunk))
      alternatives.add(inOrder(list.slice(0, -1), flags))
  }
  const isOfTitles = target !== 'text'
  if (alternatives.size === 0 || (saysLittle && (target === 'text' || target === 'title'))) return null
  if (isBeginning(folded)) alternatives.add(lexeme(folded, flags, true))
  // Titles have the forms of all words, from the first letter on.
  else if (isUnfinished && isOfTitles && /^\p{L}+$/u.test(folded)) {
    if (target !== 'exact') alternatives.add(lexeme(formOf(folded), flags, true))
  } else if (isUnfinished && folded.length >= minPrefix) alternatives.add(lexeme(folded, flags, true))
  return [...alternatives].join(' | ')
}

/** By what a chunk is found as a whole. */
function wholesOf(chunk: string, whole: Token, length: number, target: TsQueryOptions['target']): string[] {
  if (whole.kind === 'whole' || whole.kind === 'stop') return [whole.lexeme]
  if (length > 1 && !isCamelCase(chunk)) return []
  return [target === 'exact' && /^\p{L}+$/u.test(chunk) ? formOf(fold(chunk)) : whole.lexeme]
}

/** A hash may be shortened; a single sign of a script without spaces is half of a pair. */
function isBeginning(folded: string): boolean {
  return hash.test(folded) || /^[^\p{Script=Latin}\d]$/u.test(folded)
}

function isCamelCase(chunk: string): boolean {
  return /^\p{L}+$/u.test(chunk) && /\p{Ll}\p{Lu}|\p{Lu}\p{Lu}\p{Ll}/u.test(chunk)
}

/** drop-down also is found as "drop down" */
function isOfWords(chunk: string): boolean {
  return /^\p{L}+(?:-\p{L}+)+$/u.test(chunk)
}

/** The finest parts, side by side. */
function inOrder(tokens: readonly Token[], flags: string): string {
  return `(${finest(tokens)
    .map(({lexeme: word}) => lexeme(word, flags))
    .join(' <-> ')})`
}

/** One for each position: the last one is the finest, the forms left out. */
function finest(tokens: readonly Token[]): Token[] {
  const byPosition: Token[] = []
  for (const token of tokens) if (token.kind !== 'form') byPosition[token.position] = token
  return byPosition
}

function writePhrase(
  chunks: readonly string[],
  flags: string,
  isUnfinished: boolean,
  {languages, target}: TsQueryOptions,
): string | null {
  const phrases = languages.map((language) => {
    const parts = chunks.flatMap((chunk) => {
      const tokens = finest(tokensOfChunk(chunk, language).list)
      return isOfPairs(tokens) ? tokens.slice(0, -1) : tokens
    })
    let phrase = ''
    let distance = 0
    for (const [index, token] of parts.entries()) {
      distance++
      // In texts, a word that says little is not there, but the others stand where they stood.
      if (token.kind === 'stop' && target === 'text') continue
      const isLast = isUnfinished && index === parts.length - 1
      const word = isLast ? lexeme(fold(chunks.at(-1) ?? ''), flags, true) : lexeme(token.lexeme, flags)
      phrase += phrase === '' ? word : ` <${distance}> ${word}`
      distance = 0
    }
    return phrase === '' ? null : phrase
  })
  return join([...new Set(phrases)], ' | ')
}

/** Of a script without spaces: pairs of neighbours, then the last sign alone. */
function isOfPairs(tokens: readonly Token[]): boolean {
  const [first] = tokens
  return tokens.length > 1 && first !== undefined && /^[^\p{Script=Latin}\d]{2}$/u.test(first.lexeme)
}

function lexeme(word: string, flags: string, isPrefix = false): string {
  return isPrefix || flags !== '' ? `${quote(word)}:${isPrefix ? '*' : ''}${flags}` : quote(word)
}
