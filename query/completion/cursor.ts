import type {Span} from '../ast.ts'
import {keyAt, type Change, type WrittenKey} from '../keys.ts'
import {lex, type Token} from '../lex.ts'
import {wordEndOf} from '../pieces.ts'
import {endOfWord, readQuoted} from '../scan.ts'
import type {Entry, Vocabulary} from '../vocabulary.ts'

/** Where the cursor stands, and what was written of the thing there. */
export type Place = TermPlace | ValuePlace

interface Written {
  /** What an item takes the place of. */
  readonly replace: Span
  /** From its start to the cursor, without quotes. */
  readonly prefix: string
  readonly isInGroup: boolean
  readonly isNegated: boolean
}

/** At a term: a filter to be, or a word. */
export interface TermPlace extends Written {
  readonly kind: 'term'
  /** A term stands before, so that AND or OR can follow. */
  readonly isAfterTerm: boolean
}

export interface ValuePlace extends Written {
  readonly kind: 'value'
  readonly entry: Entry
  readonly change: Change | null
  /** It may still become a comparison or a range. */
  readonly isStart: boolean
}

/** Finds out what stands at the cursor, in right and in broken texts. `at` must lie inside of the text. */
export function placeOf(text: string, at: number, vocabulary: Vocabulary): Place {
  const head = text.slice(0, at)
  const tokens = lex(head, {vocabulary, report: () => null, unknownFields: 'text'})
  const last = tokens.at(-1)
  const isTouched = last?.end === at && last.kind !== 'open' && last.kind !== 'close' && last.kind !== 'minus'
  const before = isTouched ? tokens.slice(0, -1) : tokens
  const start = isTouched ? last.start : at
  const cursor: Cursor = {text, head, at, isInGroup: groupsOf(before) > 0}
  const hyphens = head[start] === '-' && start + 1 === at ? 1 : 0
  const previous = before.at(-1)?.kind
  const isNegated = hyphens > 0 || previous === 'minus' || previous === 'not'
  const isAfterTerm = !isNegated && !['and', 'or', 'open', undefined].includes(previous)
  return (
    valuePlace(cursor, start, isNegated, vocabulary) ??
    termPlace(cursor, start + hyphens, isNegated, isAfterTerm, vocabulary)
  )
}

interface Cursor {
  readonly text: string
  readonly head: string
  readonly at: number
  readonly isInGroup: boolean
}

function groupsOf(tokens: readonly Token[]): number {
  return tokens.reduce((sum, {kind}) => sum + (kind === 'open' ? 1 : kind === 'close' ? -1 : 0), 0)
}

function termPlace(
  {text, head, at, isInGroup}: Cursor,
  start: number,
  isNegated: boolean,
  isAfterTerm: boolean,
  vocabulary: Vocabulary,
): TermPlace {
  const place = {kind: 'term', isInGroup, isNegated, isAfterTerm} as const
  const key = keyAt(text, start, isInGroup, {vocabulary, unknownFields: 'error'})
  if (key !== null && start < at && at <= key.end) {
    return {
      ...place,
      prefix: head.slice(start, Math.min(at, key.end - 1)).replace(/^"/, ''),
      replace: {start, end: key.end},
    }
  }
  if (head[start] === '"') {
    return {
      ...place,
      prefix: readQuoted(head, start).value,
      replace: {start, end: endOfQuote(text, start, at)},
    }
  }
  const end = start === at ? at : Math.max(at, endOfWord(text, start, isInGroup))
  return {...place, prefix: head.slice(start, at), replace: {start, end}}
}

function valuePlace(
  cursor: Cursor,
  start: number,
  isNegated: boolean,
  vocabulary: Vocabulary,
): ValuePlace | null {
  const {text, head, at, isInGroup} = cursor
  const key = keyAt(head, start, isInGroup, {vocabulary, unknownFields: 'text'})
  if (key?.entry === undefined) return null
  const last = lastValueIn(cursor, key)
  if (last === null) return null
  const {entry, change} = key
  const {isQuoted, isStart} = last
  const end = isQuoted
    ? endOfQuote(text, last.start, at)
    : Math.max(at, endOfWord(text, last.start, isInGroup, wordEndOf(key)))
  const prefix = isQuoted ? readQuoted(head, last.start).value : head.slice(last.start, at)
  return {
    kind: 'value',
    entry,
    change,
    isInGroup,
    isNegated,
    isStart,
    prefix,
    replace: {start: last.start, end},
  }
}

interface LastValue {
  /** After the comparison. */
  readonly start: number
  readonly isQuoted: boolean
  readonly isStart: boolean
}

/** The value after `key` that the cursor touches; null where something else stands between them. */
function lastValueIn({head, at, isInGroup}: Cursor, key: WrittenKey): LastValue | null {
  const operators = key.entry?.kind === 'field' ? /[><~!=]*/y : /(?:)/y
  let isAlternative = true
  for (let next = key.end; next <= at;) {
    operators.lastIndex = next
    const operator = operators.exec(head)?.[0] ?? ''
    const start = next + operator.length
    const isQuoted = head[start] === '"'
    const end = isQuoted ? readQuoted(head, start).end : endOfWord(head, start, isInGroup, wordEndOf(key))
    if (end >= at) return {start, isQuoted, isStart: isAlternative && operator === ''}
    isAlternative = head[end] === ','
    if (!isAlternative && !head.startsWith('..', end)) return null
    next = end + (isAlternative ? 1 : 2)
  }
  return null
}

/** The end of what a quote at `start` holds; only the cursor where the next quote seems to open another thing. */
function endOfQuote(text: string, start: number, at: number): number {
  const {end, isClosed} = readQuoted(text, start)
  return isClosed && end >= at && /^(?:[\s,).:]|$)/.test(text.slice(end)) ? end : at
}
