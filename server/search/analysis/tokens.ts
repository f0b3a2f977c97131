import {fold} from './fold.ts'
import type {Language} from './languages.ts'
import {splitCompound} from './split-compound.ts'

/** Something to be found by, as it lies in the index. */
export interface Token {
  readonly lexeme: string
  /** Counts the finest parts of the text, so that words side by side differ by one. */
  readonly position: number
  readonly kind:
    /** A word's stem. */
    | 'word'
    /** A word as written, without accents. */
    | 'form'
    /** A word that says too little by itself. */
    | 'stop'
    /** An identifier, path, version or name with a sign, as a whole or from one of its parts on. */
    | 'whole'
}

// Letters, digits and _ begin a chunk; what joins the parts of identifiers, paths and versions may follow.
const chunks = /[\p{L}\p{N}\p{M}_][\p{L}\p{M}\p{N}_.:/\\\-#@+~$%&='’]*/gu
const trailing = /[.:/\\\-@~$%&='’]+$/
const endsInLetter = /[A-Za-z\d]$/
const plainWord = /^[A-Za-z]?[a-z]+$/
const withoutSpaces =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u
const runs =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー\p{M}]+|[^\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー]+/gu
const maxLexeme = 200

/** The tokens of a text, in order. */
export function* tokensOf(text: string, language: Language): Generator<Token> {
  let position = 0
  for (const chunk of chunksOf(text)) {
    const {list, length} = tokensOfChunk(chunk, language)
    for (const token of list) yield position === 0 ? token : {...token, position: position + token.position}
    position += length
  }
}

/** Pieces of a text that are looked at as one: words, identifiers, paths. */
export function* chunksOf(text: string): Generator<string> {
  for (const [match] of text.matchAll(chunks)) {
    const chunk = trim(match)
    if (!withoutSpaces.test(chunk)) yield chunk
    else for (const [run] of chunk.matchAll(runs)) yield run
  }
}

/** `C++`, `C#` and `F#` keep their sign; elsewhere it only separates. */
function trim(match: string): string {
  if (endsInLetter.test(match)) return match
  const chunk = match.replace(trailing, '')
  return /[#+]$/.test(chunk) && !/^\p{L}(?:#|\+\+)$/u.test(chunk)
    ? chunk.replace(/[#+.:/\\\-@~$%&='’]+$/, '')
    : chunk
}

export interface ChunkTokens {
  readonly list: readonly Token[]
  /** By how much positions go on. */
  readonly length: number
}

const remembered = new WeakMap<Language, Map<string, ChunkTokens>>()
const maxRemembered = 20_000
const maxRememberedLength = 30

/** The tokens of one chunk, with positions from 0. Remembered: texts are made of the same words again and again. */
export function tokensOfChunk(chunk: string, language: Language): ChunkTokens {
  if (chunk.length > maxRememberedLength) return analyseChunk(chunk, language)
  let known = remembered.get(language)
  // Emptied as a whole: it is full of the frequent words again soon.
  if (known === undefined || known.size >= maxRemembered) remembered.set(language, (known = new Map()))
  let tokens = known.get(chunk)
  if (tokens === undefined) known.set(chunk, (tokens = analyseChunk(chunk, language)))
  return tokens
}

function analyseChunk(chunk: string, language: Language): ChunkTokens {
  if (plainWord.test(chunk)) return {list: wordTokens(chunk, 0, language), length: 1}
  if (withoutSpaces.test(chunk)) return pairs(chunk)
  if (/^\p{L}(?:#|\+\+)$/u.test(chunk))
    return {list: [{lexeme: fold(chunk), position: 0, kind: 'whole'}], length: 1}
  const {leaves, wholes} = splitCompound(withoutApostrophes(chunk))
  const list: Token[] = []
  for (const {text, at} of wholes) list.push(...wholeTokens(text, at, language))
  for (const [index, leaf] of leaves.entries())
    list.push(...leafTokens(leaf, index, language, leaves.length > 1))
  list.push(...beforeApostrophe(chunk, language))
  return {list, length: leaves.length}
}

/** A camel-case name is a word too: `tableViews` and `tableviews` have one stem. */
function wholeTokens(text: string, position: number, language: Language): readonly Token[] {
  return /^\p{L}+$/u.test(text)
    ? wordTokens(text, position, language)
    : [{lexeme: fold(text), position, kind: 'whole'}]
}

/** A part of an identifier is never too little to be looked for: `libc.so`. */
function leafTokens(leaf: string, position: number, language: Language, isPart: boolean): readonly Token[] {
  const tokens = wordTokens(leaf, position, language)
  return isPart
    ? tokens.map((token) => (token.kind === 'stop' ? {...token, kind: 'word' as const} : token))
    : tokens
}

function wordTokens(word: string, position: number, language: Language): readonly Token[] {
  if (word.length > maxLexeme) return []
  const lower = word.toLowerCase()
  const folded = fold(lower)
  // An accent that stands alone.
  if (folded === '') return []
  if (language.isStopWord(folded)) return [{lexeme: folded, position, kind: 'stop'}]
  const stem = /\d|_/.test(folded) ? folded : language.stem(lower)
  return [
    {lexeme: stem, position, kind: 'word'},
    {lexeme: formOf(folded), position, kind: 'form'},
  ]
}

/** How a word as it was written lies beside its stem, which may be the same. */
export function formOf(folded: string): string {
  return `=${folded}`
}

/** don't → dont, user's → user; a quote that is none inside of a word parts: image:'a/b.png */
function withoutApostrophes(chunk: string): string {
  return chunk
    .replace(/['’]s\b/g, '')
    .replace(/(?<!\p{L})['’]|['’](?!\p{L})/gu, '=')
    .replace(/['’]/g, '')
}

/** doesn't is looked for as doesnt and as doesn. */
function beforeApostrophe(chunk: string, language: Language): readonly Token[] {
  const [, word] = /^(\p{L}{3,})['’](?!s$)\p{L}{1,2}$/u.exec(chunk) ?? []
  return word === undefined ? [] : wordTokens(word, 0, language).filter(({kind}) => kind !== 'stop')
}

/** Scripts without spaces: every two neighbours, and the last one by itself, so that any one is the beginning of a token. */
function pairs(run: string): ChunkTokens {
  const characters = Array.from(fold(run))
  const list = characters.map((character, position): Token => ({
    lexeme: character + (characters[position + 1] ?? ''),
    position,
    kind: 'word',
  }))
  return {list, length: characters.length}
}
