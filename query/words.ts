import {textPlaces, type PlaceCondition, type Span, type TextPlace, type WordsCondition} from './ast.ts'
import type {Report} from './errors.ts'
import {examplesOf} from './examples.ts'
import {states} from './fields.ts'
import type {Filter} from './lex.ts'
import {likeliest} from './nearest.ts'
import {needsQuotes} from './value-words.ts'
import {pullRequests} from './values.ts'
import type {Vocabulary} from './vocabulary.ts'

/** Reads what stands after `is:`, `has:` or `no:`. */
export function readWords(
  filter: Filter,
  kind: WordsCondition['kind'],
  vocabulary: Vocabulary,
  report: Report,
): WordsCondition | null {
  const words = readAll(filter, kind === 'is' ? stateWords : vocabulary.presences, report)
  return words === null ? null : {kind, words, span: {start: filter.start, end: filter.end}}
}

/** Reads what stands after `in:`. */
export function readPlaces(filter: Filter, report: Report): PlaceCondition | null {
  const words = readAll(filter, placeWords, report)
  if (words === null) return null
  return {kind: 'in', places: words.map(({word}) => word), span: {start: filter.start, end: filter.end}}
}

const stateWords: ReadonlyMap<string, string> = new Map(Object.keys(states).map((state) => [state, state]))

/** The places, and what people write for them. */
export const placeWords: ReadonlyMap<string, TextPlace> = new Map([
  ...textPlaces.map((place) => [place, place] as const),
  ['comment', 'comments'],
  ['attachment', 'attachments'],
  ['description', 'body'],
])

function readAll<Word extends string>(
  filter: Filter,
  known: ReadonlyMap<string, Word>,
  report: Report,
): {word: Word; span: Span}[] | null {
  const words: {word: Word; span: Span}[] = []
  for (const {value, start, end} of filter.pieces) {
    const word = known.get(value.text.toLowerCase())
    if (word !== undefined) words.push({word, span: {start, end}})
    else reportWord(value.text, {start, end}, filter, [...known.keys()], report)
  }
  return words.length < filter.pieces.length ? null : words
}

function reportWord(word: string, span: Span, {entry, key}: Filter, known: string[], report: Report): void {
  const expected = examplesOf(entry, null)
  const noPulls = entry.kind === 'is' ? pullRequests({text: word, isQuoted: false}) : null
  if (noPulls !== null) {
    report(span, 'badValue', noPulls, {expected})
    return
  }
  const writable = known.filter((candidate) => !needsQuotes(candidate))
  const suggestion = likeliest(word, writable)
  report(span, 'unknownWord', `"${word}" cannot stand after "${key}:"`, {expected, suggestion})
}
