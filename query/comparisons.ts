import type {Comparison} from './ast.ts'
import type {Report} from './errors.ts'
import {valuesLike} from './examples.ts'
import type {Filter} from './lex.ts'
import type {Piece, RawValue} from './pieces.ts'
import {quote, writeKey} from './scan.ts'
import type {Rules} from './vocabulary.ts'

/** The comparison that a piece asks for, or null where its field knows none such. */
export function readComparison(
  piece: Piece,
  filter: Filter,
  rules: Rules,
  report: Report,
): Comparison | null {
  const key = keyOf(filter)
  const value = asWritten(piece.value)
  if (isNegated(piece, filter, rules)) return reportNegated(piece, filter, report)
  if (piece.operator === '=' || piece.operator === '==') {
    const message = 'A colon is enough: no equals sign is needed'
    return report(piece, 'badComparison', message, {suggestion: value})
  }
  if (piece.to !== null) return readRange(piece, piece.to, key, rules, report)
  if (piece.operator === '') return '='
  if (piece.operator === '~') {
    if (worded.has(rules.kind)) return '~'
    const message = `"~" finds parts of words, and "${key}" has none`
    return report(piece, 'badComparison', message, {suggestion: value})
  }
  if (hasOrder(rules)) return comparisons.get(piece.operator) ?? '='
  const message = `"${piece.operator}" compares, and "${key}" has no order`
  return report(piece, 'badComparison', message, {expected: valuesLike(rules), suggestion: value})
}

export function hasOrder({kind, isOrdered}: Rules): boolean {
  return isOrdered || kind === 'date' || kind === 'number' || kind === 'duration'
}

/** The key as it was written, with its change. */
export function keyOf({key, change}: Filter): string {
  const written = writeKey(key)
  return change === null ? written : `${written}.${change}`
}

const worded: ReadonlySet<string> = new Set(['name', 'text', 'person'])
const comparisons: ReadonlyMap<string, Comparison> = new Map(
  (['>', '>=', '<', '<='] as const).map((comparison) => [comparison, comparison]),
)

function asWritten({text, isQuoted}: RawValue): string {
  return isQuoted ? quote(text) : text
}

function isNegated({operator, value}: Piece, {entry}: Filter, rules: Rules): boolean {
  if (operator === '!' || operator === '!=') return true
  if (operator !== '' || value.isQuoted || !value.text.startsWith('-')) return false
  const takesNumbers = rules.kind === 'number' || (entry.kind === 'field' && entry.isCustom)
  return !(takesNumbers && /^-\d/.test(value.text))
}

function reportNegated(piece: Piece, filter: Filter, report: Report): null {
  const message = 'What is not wanted is said by a hyphen before the whole'
  const value = asWritten(piece.value)
  const wanted = piece.operator === '' ? value.slice(1) : value
  if (filter.pieces.length > 1 || piece.to !== null || wanted === '') {
    return report(piece, 'badComparison', message)
  }
  return report(filter, 'badComparison', message, {suggestion: `-${keyOf(filter)}:${wanted}`})
}

function readRange(piece: Piece, to: RawValue, key: string, rules: Rules, report: Report): Comparison | null {
  const {value, operator} = piece
  const range = `${asWritten(value)}..${asWritten(to)}`
  if (hasOrder(rules) || rules.kind === 'issue') {
    if (operator === '') return '='
    return report(piece, 'badComparison', `A range is written without "${operator}"`, {suggestion: range})
  }
  const message = `"${key}" has no order and so no ranges; a name with two dots in it is put into quotes`
  const suggestion = value.isQuoted || to.isQuoted ? null : `${operator}${quote(range)}`
  return report(piece, 'badComparison', message, {suggestion})
}
