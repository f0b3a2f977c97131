import type {Match, Value} from './ast.ts'
import {readComparison} from './comparisons.ts'
import type {Report} from './errors.ts'
import {valuesLike} from './examples.ts'
import {readIssueKey} from './issue-keys.ts'
import type {Filter} from './lex.ts'
import type {Piece, RawValue} from './pieces.ts'
import {takesParenthesis} from './scan.ts'
import {isRefusal, readValue} from './values.ts'
import type {Rules} from './vocabulary.ts'

/** Reads one alternative of a filter by the rules of its field; null after an error. */
export function readMatch(piece: Piece, filter: Filter, rules: Rules, report: Report): Match | null {
  const comparison = readComparison(piece, filter, rules, report)
  if (comparison === null) return null
  if (piece.to !== null) return readRange(piece, piece.to, rules, report)
  const value = readEnd(piece.value, rules, report)
  if (value === null) return null
  if (comparison !== '=' && (value.kind === 'any' || (comparison === '~' && value.kind !== 'word'))) {
    const message = `"${comparison}" needs a value to compare with`
    return report(piece, 'badComparison', message, {suggestion: piece.value.text})
  }
  return {comparison, value, to: null, span: {start: piece.start, end: piece.end}}
}

function readRange(piece: Piece, to: RawValue, rules: Rules, report: Report): Match | null {
  if (piece.value.text === '' || to.text === '') {
    const suggestion = `${piece.value.text || '*'}..${to.text || '*'}`
    return report(piece, 'missingValue', 'A range without an end is written with *', {suggestion})
  }
  const first = readEnd(piece.value, rules, report)
  const last = readEnd(to, rules, report)
  if (first === null || last === null) return null
  if (first.kind === 'any' && last.kind === 'any') {
    return report(piece, 'badComparison', 'A range needs at least one end', {suggestion: '*'})
  }
  const project = projectOf(first)
  if (
    rules.kind === 'issue' &&
    last.kind === 'word' &&
    first.kind === 'word' &&
    projectOf(last) !== project
  ) {
    const isShort = project !== null && projectOf(last) === null
    const suggestion = isShort ? `${piece.value.text}..${project}-${to.text.replace('#', '')}` : null
    return report(piece, 'badValue', 'A range of keys stays within one project', {suggestion})
  }
  return {comparison: '=', value: first, to: last, span: {start: piece.start, end: piece.end}}
}

function projectOf(value: Value): string | null {
  return value.kind === 'word' ? (readIssueKey(value.text)?.project ?? null) : null
}

function readEnd(raw: RawValue, rules: Rules, report: Report): Value | null {
  if (!raw.isQuoted && raw.text.startsWith('(') && takesParenthesis(raw.text)) {
    return report(
      raw,
      'unexpected',
      'A group cannot stand after a colon: put several values side by side with commas',
    )
  }
  const value = readValue(raw, rules)
  if (!isRefusal(value)) return value
  const {message, suggestion} = value
  return report(raw, 'badValue', message, {expected: valuesLike(rules), suggestion})
}
