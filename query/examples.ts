import {textPlaces} from './ast.ts'
import {presences, states} from './fields.ts'
import type {Change} from './keys.ts'
import {quote} from './scan.ts'
import {sortFields} from './sort-fields.ts'
import {plainRules, type Entry, type Rules} from './vocabulary.ts'

/** Values that can stand after a key, as they are written; for error messages. */
export function examplesOf(entry: Entry | undefined, change: Change | null): readonly string[] {
  switch (entry?.kind) {
    case 'is':
      return Object.keys(states)
    case 'has':
    case 'no':
      return Object.keys(presences)
    case 'in':
      return textPlaces
    case 'sort':
      return Object.keys(sortFields)
    case 'field':
      return valuesLike(rulesFor(entry.rules, change))
    case undefined:
    default:
      return []
  }
}

/** What may be said after `field.changed:` is a date, and after `field.by:` a person. */
export function rulesFor(rules: Rules, change: Change | null): Rules {
  if (change === 'changed') return {...plainRules, kind: 'date'}
  if (change === 'by') return {...plainRules, kind: 'person'}
  return rules
}

export function valuesLike(rules: Rules): readonly string[] {
  switch (rules.kind) {
    case 'choice':
      return rules.choices.map((choice) => (/[\s,"]/.test(choice) ? quote(choice) : choice))
    case 'name':
      return rules.hasTurns
        ? ['@current', '@next', '@previous', 'name', '"two words"']
        : ['name', '"two words"']
    case 'person':
      return ['@me', 'login', 'name@example.org', '"First Last"']
    case 'date':
      return ['2026-11-20', '2026-11', '@today', '@today-7d', '>=2026-01-01', '2026-01-01..2026-03-31']
    case 'number':
      return ['5', '>=5', '5..10']
    case 'duration':
      return ['30m', '2h', '1d', '1w', '>=4h', '1h..3h']
    case 'issue':
      return ['WEB-42', '#42', 'WEB-1..WEB-9']
    case 'text':
      return ['word', '"several words"']
    case 'boolean':
    default:
      return ['true', 'false']
  }
}
