import type {Value} from './ast.ts'
import {readDate, readToday} from './dates.ts'
import {readDuration} from './durations.ts'
import {readIssueKey} from './issue-keys.ts'
import {likeliest} from './nearest.ts'
import type {RawValue} from './pieces.ts'
import {needsQuotes} from './value-words.ts'
import type {Rules} from './vocabulary.ts'

/** Why a value cannot stand where it does. */
export interface Refusal {
  readonly message: string
  readonly suggestion: string | null
}

/** Reads one value of a field, or says why it cannot be one. */
export function readValue(raw: RawValue, rules: Rules): Value | Refusal {
  if (!raw.isQuoted && raw.text === '*') return {kind: 'any'}
  switch (rules.kind) {
    case 'text':
      return wordOf(raw)
    case 'name':
      return readName(raw, rules)
    case 'person':
      return !raw.isQuoted && raw.text.toLowerCase() === '@me' ? {kind: 'me'} : wordOf(raw)
    case 'choice':
      return readChoice(raw, rules.choices)
    case 'boolean':
      return readBoolean(raw)
    case 'date':
      return readDateValue(raw)
    case 'number':
      return readNumber(raw)
    case 'duration':
      return readDuration(raw.text) === null
        ? refuse(`"${raw.text}" is no length of time: write 30m, 2h, 1d or 1w`)
        : wordOf(raw)
    case 'issue':
    default:
      return readIssueKey(raw.text) === null
        ? refuse(pullRequests(raw) ?? `"${raw.text}" is no key of an issue: write it like WEB-42`)
        : wordOf(raw)
  }
}

export function isRefusal(value: Value | Refusal): value is Refusal {
  return 'message' in value
}

/** The words of GitHub for what there is none of here. */
export function pullRequests({text, isQuoted}: Pick<RawValue, 'text' | 'isQuoted'>): string | null {
  const isOne = !isQuoted && /^(?:prs?|pull-?requests?|merged|unmerged)$/i.test(text)
  return isOne ? `"${text}" finds nothing: there are no pull requests here` : null
}

/** `isQuoted` holds wherever the text has to be quoted to be read again as it is. */
function wordOf({text, isQuoted}: RawValue): Value {
  return {kind: 'word', text, isQuoted: isQuoted || needsQuotes(text)}
}

function refuse(message: string, suggestion: string | null = null): Refusal {
  return {message, suggestion}
}

const turns = {'@current': 'current', '@next': 'next', '@previous': 'previous'} as const

function readName(raw: RawValue, {hasTurns}: Rules): Value | Refusal {
  const word = raw.text.toLowerCase()
  if (raw.isQuoted || !word.startsWith('@')) return wordOf(raw)
  if (hasTurns && (word === '@current' || word === '@next' || word === '@previous'))
    return {kind: turns[word]}
  return needsQuotes(raw.text) ? refuse(`"${raw.text}" has no meaning here`) : wordOf(raw)
}

function readChoice({text, isQuoted}: RawValue, choices: readonly string[]): Value | Refusal {
  const word = text.toLowerCase()
  const choice = choices.find((choice) => choice.toLowerCase() === word)
  if (choice !== undefined) return {kind: 'word', text: choice, isQuoted: isQuoted || needsQuotes(choice)}
  return refuse(`"${text}" is none of the values there are`, likeliest(text, choices))
}

function readBoolean(raw: RawValue): Value | Refusal {
  const word = raw.text.toLowerCase()
  if (word === 'true' || word === 'yes') return {kind: 'word', text: 'true', isQuoted: false}
  if (word === 'false' || word === 'no') return {kind: 'word', text: 'false', isQuoted: false}
  return refuse(`"${raw.text}" is neither true nor false`)
}

const days: ReadonlyMap<string, string> = new Map([
  ['today', '@today'],
  ['now', '@today'],
  ['@now', '@today'],
  ['yesterday', '@today-1d'],
  ['tomorrow', '@today+1d'],
])

function readDateValue(raw: RawValue): Value | Refusal {
  if (readDate(raw.text) !== null) return wordOf(raw)
  const today = raw.isQuoted ? null : readToday(raw.text)
  if (today !== null) return {kind: 'today', ...today}
  const offset = /^(?:@?today)?([+-]?)(\d{1,4}[dwmy])$/i.exec(raw.text)
  const meant = offset === null ? null : `@today${offset[1] === '+' ? '+' : '-'}${offset[2]?.toLowerCase()}`
  const isPattern = /^\d{4}-\d\d-\d\d/.test(raw.text)
  return refuse(
    isPattern
      ? `"${raw.text}" is no day of the calendar, or no time with its zone like 2026-11-20T10:00:00Z`
      : `"${raw.text}" is no date: write it like 2026-11-20, 2026-11 or @today-7d`,
    meant ?? days.get(raw.text.toLowerCase()) ?? null,
  )
}

function readNumber(raw: RawValue): Value | Refusal {
  return /^-?\d{1,15}(?:\.\d{1,10})?$/.test(raw.text) ? wordOf(raw) : refuse(`"${raw.text}" is no number`)
}
