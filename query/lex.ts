import type {Span} from './ast.ts'
import type {Report} from './errors.ts'
import {keyAt, type Change, type KeyOptions, type WrittenKey} from './keys.ts'
import {likeliest} from './nearest.ts'
import {readPieces, type Piece} from './pieces.ts'
import {endOfWord, isNegation, isSpace, readQuoted, writeKey} from './scan.ts'
import type {Entry} from './vocabulary.ts'

export type Token = Mark | Text | Filter

export interface Mark extends Span {
  /** `bad`: something that was reported and stands where a condition would. */
  readonly kind: 'open' | 'close' | 'and' | 'or' | 'not' | 'minus' | 'bad'
}

export interface Text extends Span {
  readonly kind: 'word' | 'phrase'
  readonly text: string
}

/** `key:value,value` of a known key. */
export interface Filter extends Span {
  readonly kind: 'filter'
  readonly entry: Entry
  /** As it was written. */
  readonly key: string
  readonly change: Change | null
  readonly pieces: readonly Piece[]
}

export interface LexOptions extends KeyOptions {
  readonly report: Report
}

/** Cuts a text into tokens. A closing token always has its opening one; an opening one may lack its end. */
export function lex(text: string, options: LexOptions): Token[] {
  const tokens: Token[] = []
  let at = 0
  let groups = 0
  while (at < text.length) {
    if (isSpace(text[at])) {
      at++
      continue
    }
    const token = tokenAt(text, at, groups > 0, options)
    if (token.kind === 'open') groups++
    if (token.kind === 'close') groups--
    tokens.push(token)
    at = token.end
  }
  return tokens
}

const operators = {AND: 'and', OR: 'or', NOT: 'not'} as const

/** The operator that begins at `at`, if one does: in capitals, before a space, a parenthesis or the end. */
export function operatorAt(text: string, at: number, isInGroup: boolean): Mark | null {
  const pattern = /(?:AND|OR|NOT)(?![^\s()])/y
  pattern.lastIndex = at
  const word = pattern.exec(text)?.[0]
  if (word !== 'AND' && word !== 'OR' && word !== 'NOT') return null
  const end = pattern.lastIndex
  return text[end] === ')' && !isInGroup ? null : {kind: operators[word], start: at, end}
}

function tokenAt(text: string, at: number, isInGroup: boolean, options: LexOptions): Token {
  const char = text[at]
  if (char === '(') return {kind: 'open', start: at, end: at + 1}
  if (char === ')' && isInGroup) return {kind: 'close', start: at, end: at + 1}
  if (isNegation(text, at, isInGroup)) return {kind: 'minus', start: at, end: at + 1}
  const operator = operatorAt(text, at, isInGroup)
  if (operator !== null) return operator
  const key = keyAt(text, at, isInGroup, options)
  if (key !== null) return filterAt(text, key, isInGroup, options)
  if (char === '"') return phraseAt(text, at, options.report)
  const end = endOfWord(text, at, isInGroup)
  return {kind: 'word', text: text.slice(at, end), start: at, end}
}

function phraseAt(text: string, start: number, report: Report): Token {
  const {value, end, isClosed} = readQuoted(text, start)
  const span = {start, end}
  if (!isClosed) {
    report(span, 'unclosedQuote', 'A quote is opened here and not closed')
    return {kind: 'bad', ...span}
  }
  if (value.trim() === '') {
    report(span, 'missingValue', 'Nothing stands between the quotes')
    return {kind: 'bad', ...span}
  }
  return {kind: 'phrase', text: value, ...span}
}

function filterAt(
  text: string,
  key: WrittenKey,
  isInGroup: boolean,
  {vocabulary, report}: LexOptions,
): Token {
  const {entry, name, change, start} = key
  if (entry === undefined) reportUnknown(key, likeliest(name, vocabulary.keys.keys()), report)
  const {pieces, end} = readPieces(text, key, isInGroup, entry === undefined ? () => null : report)
  if (entry === undefined || pieces === null) return {kind: 'bad', start, end}
  return {kind: 'filter', entry, key: name, change, pieces, start, end}
}

function reportUnknown({name, start, end}: WrittenKey, nearest: string | null, report: Report): void {
  const message = `There is no field called "${name}"; to look for the words, put them into quotes`
  const suggestion = nearest === null ? null : writeKey(nearest)
  const expected = suggestion === null ? [] : [suggestion]
  report({start, end: end - 1}, 'unknownField', message, {expected, suggestion})
}
