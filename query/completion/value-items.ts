import {hasOrder} from '../comparisons.ts'
import {rulesFor} from '../examples.ts'
import {isNoneWord, needsQuotes} from '../value-words.ts'
import {quote} from '../scan.ts'
import {presenceOf, type FieldEntry, type Rules} from '../vocabulary.ts'
import type {ValuePlace} from './cursor.ts'
import type {Candidate, Item} from './item.ts'

/** Values of a field that do not depend on what a workspace holds. */
export function valueCandidates(entry: FieldEntry, place: ValuePlace): readonly Candidate[] {
  const rules = rulesFor(entry.rules, place.change)
  return [
    ...valuesOfKind(rules, place.prefix),
    ...(place.isStart ? [...noneCandidates(entry, place), ...anyCandidates(entry, place)] : []),
    ...(place.isStart && place.prefix === '' ? comparisonsOf(rules) : []),
  ]
}

function valuesOfKind(rules: Rules, prefix: string): readonly Candidate[] {
  switch (rules.kind) {
    case 'choice':
      return rules.choices.map((choice) => value(choice, '', 'choice'))
    case 'boolean':
      return [value('true', 'yes', 'choice', ['yes']), value('false', 'no', 'choice', ['no'])]
    case 'date':
      return datesLike(prefix)
    case 'duration':
      return durations
    case 'person':
      return [word('@me', 'you')]
    case 'name':
      return rules.hasTurns ? turns : []
    case 'number':
    case 'issue':
    case 'text':
    default:
      return []
  }
}

const durations = [
  value('30m', 'half an hour'),
  value('1h', 'an hour'),
  value('2h', 'two hours'),
  value('4h', 'half a day'),
  value('1d', 'a day, of 8 hours'),
  value('2d', 'two days'),
  value('1w', 'a week, of 5 days'),
]
const turns = [
  word('@current', 'the one that runs'),
  word('@next', 'the one after it'),
  word('@previous', 'the one before it'),
]
const dates = [
  word('@today', 'today', 'date', ['today', 'now']),
  word('@today-1d', 'yesterday', 'date', ['yesterday']),
  word('@today-7d', 'a week ago', 'date', ['week', '7d']),
  word('@today-14d', 'two weeks ago', 'date', ['14d']),
  word('@today-1m', 'a month ago', 'date', ['month', '30d']),
  word('@today-3m', 'three months ago', 'date', ['quarter', '90d']),
  word('@today-1y', 'a year ago', 'date', ['year', '365d']),
  word('@today+1d', 'tomorrow', 'date', ['tomorrow']),
  word('@today+7d', 'in a week', 'date'),
]
const units = {d: 'days', w: 'weeks', m: 'months', y: 'years'}

function datesLike(prefix: string): readonly Candidate[] {
  const [, sign, count] = /^(?:@?today)?([+-])([1-9]\d{0,2})$/i.exec(prefix) ?? []
  if (sign === undefined || count === undefined) return dates
  return Object.entries(units)
    .filter(([unit]) => unit !== 'y' || Number(count) <= 100)
    .map(([unit, name]) => {
      const says = sign === '-' ? `${count} ${name} ago` : `in ${count} ${name}`
      return word(`@today${sign}${count}${unit}`, says, 'date', [`today${sign}${count}`, `${sign}${count}`])
    })
}

function noneCandidates({name, rules, isCustom}: FieldEntry, {change}: ValuePlace): readonly Candidate[] {
  const isChange = change === 'was' || change === 'from' || change === 'to'
  const isPresence = change === null && presenceOf({kind: 'field', name, rules, isCustom}) !== undefined
  const isTaken = rules.kind === 'text' || rules.choices.some((choice) => isNoneWord(choice))
  return (isChange || isPresence) && !isTaken ? [word('none', 'no value')] : []
}

function anyCandidates(entry: FieldEntry, {change}: ValuePlace): readonly Candidate[] {
  if (change === 'changed') return [word('*', 'ever')]
  return change === null && presenceOf(entry) !== undefined ? [word('*', 'any value')] : []
}

function comparisonsOf(rules: Rules): readonly Candidate[] {
  if (hasOrder(rules)) {
    return [
      comparison('>=', 'from'),
      comparison('>', 'after, more than'),
      comparison('<=', 'up to'),
      comparison('<', 'before, less than'),
    ]
  }
  const isWorded = rules.kind === 'name' || rules.kind === 'text' || rules.kind === 'person'
  return isWorded ? [comparison('~', 'with these letters in it')] : []
}

function comparison(text: string, says: string): Candidate {
  return word(text, says, 'operator')
}

/** A word of the language. */
function word(
  text: string,
  says: string,
  kind: Item['kind'] = 'value',
  aliases: readonly string[] = [],
): Candidate {
  return {item: {text, label: text, says, kind}, names: [text, ...aliases]}
}

/** A value that has to be quoted if it reads as a word of the language. */
function value(
  text: string,
  says: string,
  kind: Item['kind'] = 'value',
  aliases: readonly string[] = [],
): Candidate {
  return word(needsQuotes(text) || /[()]/.test(text) ? quote(text) : text, says, kind, [text, ...aliases])
}
