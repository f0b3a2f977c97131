import type {Condition, FieldCondition, Match, WordsCondition} from './ast.ts'
import type {Report} from './errors.ts'
import {rulesFor} from './examples.ts'
import {join} from './junctions.ts'
import type {Filter} from './lex.ts'
import {readMatch} from './matches.ts'
import type {Piece} from './pieces.ts'
import {isNoneWord} from './value-words.ts'
import {pullRequests} from './values.ts'
import {presenceOf, type FieldEntry, type Vocabulary} from './vocabulary.ts'
import {readPlaces, readWords} from './words.ts'

/** The condition that a filter states; null after an error. */
export function readFilter(filter: Filter, vocabulary: Vocabulary, report: Report): Condition | null {
  const {entry} = filter
  switch (entry.kind) {
    case 'field':
      return readField(filter, entry, report)
    case 'is':
    case 'has':
    case 'no':
      return readWords(filter, entry.kind, vocabulary, report)
    case 'in':
      return readPlaces(filter, report)
    case 'sort':
    default:
      return report(
        filter,
        'unexpected',
        'The order belongs to the whole list: "sort:" stands alone, outside of groups',
      )
  }
}

/** `assignee:none,ada` is `no:assignee` or `assignee:ada`, and `assignee:*` is `has:assignee`. */
function readField(filter: Filter, entry: FieldEntry, report: Report): Condition | null {
  if (!isAskable(filter, entry, report)) return null
  const presence = filter.change === null ? presenceOf(entry) : undefined
  const absent: Piece[] = []
  const present: Piece[] = []
  const others: Piece[] = []
  for (const piece of filter.pieces) {
    if (presence !== undefined && isAbsence(piece, entry)) absent.push(piece)
    else if (presence !== undefined && isWritten(piece, '*')) present.push(piece)
    else others.push(piece)
  }
  const field = readMatches(filter, others, entry, report)
  if (field === null) return null
  const {start, end} = filter
  const parts = [
    wordsOf('no', presence, absent, filter),
    wordsOf('has', presence, present, filter),
    others.length > 0 ? field : null,
  ].filter((part) => part !== null)
  return join('or', parts, {start, end})
}

function isAskable({key, change, pieces, start}: Filter, {name, rules}: FieldEntry, report: Report): boolean {
  if (change !== null && !rules.hasHistory) {
    const end = start + key.length + change.length + 1
    const message = `"${key}.${change}" cannot be asked: what "${key}" was before is not kept`
    report({start, end}, 'unknownField', message, {suggestion: key})
    return false
  }
  if (name !== 'type') return true
  for (const {value} of pieces) {
    const message = pullRequests(value)
    if (message !== null) report(value, 'badValue', message)
  }
  return !pieces.some(({value}) => pullRequests(value) !== null)
}

function isAbsence(piece: Piece, {rules}: FieldEntry): boolean {
  if (rules.kind === 'text' || !isWritten(piece, 'none')) return false
  return !rules.choices.some((choice) => isNoneWord(choice))
}

function isWritten({operator, value, to}: Piece, word: string): boolean {
  return operator === '' && to === null && !value.isQuoted && value.text.toLowerCase() === word
}

function wordsOf(
  kind: WordsCondition['kind'],
  presence: string | undefined,
  pieces: readonly Piece[],
  {start, end}: Filter,
): WordsCondition | null {
  if (presence === undefined || pieces.length === 0) return null
  const words = pieces.map((piece) => ({word: presence, span: {start: piece.start, end: piece.end}}))
  return {kind, words, span: {start, end}}
}

function readMatches(
  filter: Filter,
  pieces: readonly Piece[],
  {name, isCustom, rules}: FieldEntry,
  report: Report,
): FieldCondition | null {
  const {change, start, end} = filter
  const asked = rulesFor(rules, change)
  const takesNone = change === 'was' || change === 'from' || change === 'to'
  const matches: Match[] = []
  for (const piece of pieces) {
    const isNone = takesNone && asked.kind !== 'text' && isWritten(piece, 'none')
    const match = isNone ? noneAt(piece) : readMatch(piece, filter, asked, report)
    if (match !== null) matches.push(isCustom ? withNoneQuoted(match) : match)
  }
  if (matches.length < pieces.length) return null
  return {kind: 'field', field: name, isCustom, change, matches, span: {start, end}}
}

/** `assignee.was:none`: once there was nobody. */
function noneAt({start, end}: Piece): Match {
  return {comparison: '=', value: {kind: 'word', text: 'none', isQuoted: false}, to: null, span: {start, end}}
}

/** A custom field's own "none" is written in quotes: without them it reads as `no:`. */
function withNoneQuoted(match: Match): Match {
  const {value} = match
  const isNone = value.kind === 'word' && isNoneWord(value.text)
  return isNone ? {...match, value: {...value, isQuoted: true}} : match
}
