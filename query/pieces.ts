import type {Span} from './ast.ts'
import type {Report} from './errors.ts'
import {examplesOf, rulesFor} from './examples.ts'
import {isNothing, type WrittenKey} from './keys.ts'
import {endOfWord, isSpace, readQuoted, type WordEnd} from './scan.ts'

/** One alternative of a filter, as it was written. */
export interface Piece extends Span {
  /** Empty where none was written. */
  readonly operator: string
  readonly value: RawValue
  readonly to: RawValue | null
}

/** A value as it was written; its text is empty where an end of a range is missing. */
export interface RawValue extends Span {
  readonly text: string
  readonly isQuoted: boolean
}

/** Reads `value,value` after a key. The pieces are null when something was wrong, which was then reported. */
export function readPieces(
  text: string,
  key: WrittenKey,
  isInGroup: boolean,
  report: Report,
): {pieces: Piece[] | null; end: number} {
  const reader: Reader = {text, key, isInGroup, ends: wordEndOf(key), report, at: key.end}
  const pieces: Piece[] = []
  let isRight = true
  for (;;) {
    const piece = readPiece(reader)
    if (piece === null) isRight = false
    else pieces.push(piece)
    if (text[reader.at] !== ',') break
    reader.at++
  }
  if (!isNothing(text, reader.at, isInGroup)) {
    isRight = false
    const span = {start: reader.at, end: endOfWord(text, reader.at, isInGroup)}
    report(span, 'unexpected', 'A space is missing after the closing quote')
    reader.at = span.end
  }
  return {pieces: isRight ? pieces : null, end: reader.at}
}

interface Reader {
  readonly text: string
  readonly key: WrittenKey
  readonly isInGroup: boolean
  readonly ends: WordEnd
  readonly report: Report
  at: number
}

/** What ends an unquoted value of the key. */
export function wordEndOf({entry, change}: WrittenKey): WordEnd {
  return entry?.kind === 'field' && rulesFor(entry.rules, change).kind !== 'text' ? 'range' : 'comma'
}

function readPiece(reader: Reader): Piece | null {
  const start = reader.at
  const operator = reader.key.entry?.kind === 'field' ? readOperator(reader) : ''
  const value = readRaw(reader, reader.ends)
  if (value === null) return null
  const isRange = reader.ends === 'range' && reader.text.startsWith('..', reader.at)
  if (value.text === '' && !isRange) return reportMissing(reader, {start, end: reader.at})
  if (!isRange) return {operator, value, to: null, start, end: reader.at}
  reader.at += 2
  const to = readRaw(reader, 'comma')
  return to === null ? null : {operator, value, to, start, end: reader.at}
}

function readOperator(reader: Reader): string {
  const pattern = />=|<=|!=|==|[><~!=]/y
  pattern.lastIndex = reader.at
  const operator = pattern.exec(reader.text)?.[0] ?? ''
  reader.at += operator.length
  return operator
}

function readRaw(reader: Reader, ends: WordEnd): RawValue | null {
  const start = reader.at
  if (reader.text[start] !== '"') {
    reader.at = endOfWord(reader.text, start, reader.isInGroup, ends)
    return {text: reader.text.slice(start, reader.at), isQuoted: false, start, end: reader.at}
  }
  const {value, end, isClosed} = readQuoted(reader.text, start)
  reader.at = end
  if (!isClosed) return reader.report({start, end}, 'unclosedQuote', 'A quote is opened here and not closed')
  if (value.trim() === '') {
    return reader.report({start, end}, 'missingValue', 'Nothing stands between the quotes')
  }
  return {text: value, isQuoted: true, start, end}
}

function reportMissing(reader: Reader, {start, end}: Span): null {
  const {text, key, report} = reader
  if (text[start - 1] === ',' || text[end] === ',') {
    const comma = text[start - 1] === ',' ? start - 1 : end
    let next = comma + 1
    while (isSpace(text[next])) next++
    const isSpaced = next > comma + 1 && !isNothing(text, next, reader.isInGroup) && text[next] !== ','
    return report(
      {start: comma, end: isSpaced ? next : comma + 1},
      'missingValue',
      `A value is missing ${comma < start ? 'after' : 'before'} the comma; values stand side by side, without spaces`,
      {suggestion: isSpaced ? ',' : null},
    )
  }
  return report(
    {start: key.start, end},
    'missingValue',
    `"${text.slice(key.start, end)}" needs a value, without a space before it`,
    {expected: examplesOf(key.entry, key.change)},
  )
}
