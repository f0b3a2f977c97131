import * as fc from 'fast-check'
import {textPlaces, type Condition, type FieldCondition, type Match, type Query, type Value} from '../ast.ts'
import {fields, presences, states, type Field, type FieldKind} from '../fields.ts'
import {join, negate} from '../junctions.ts'
import {sortFields, type SortField} from '../sort-fields.ts'
import {customFields} from './custom-fields.ts'

const span = {start: 0, end: 0}
const names = fc.oneof(
  fc.constantFrom(
    'bug',
    'two words',
    'a,b',
    'a..b',
    '-x',
    '@me',
    '@x',
    '*',
    'f(x',
    'x)',
    '"',
    '\\',
    '>5',
    '(a)',
    'ünï',
  ),
  fc.string({minLength: 1, maxLength: 12, unit: 'binary'}).filter((text) => text.trim() !== ''),
)

function word(text: string, isQuoted = false): Value {
  return {kind: 'word', text, isQuoted}
}

const written = fc.tuple(names, fc.boolean()).map(([text, isQuoted]) => word(text, isQuoted))
const days = fc
  .tuple(fc.integer({min: -400, max: 400}), fc.constantFrom('d', 'w', 'm', 'y'))
  .filter(([offset, unit]) => unit !== 'y' || Math.abs(offset) <= 100)
  .map(([offset, unit]): Value => ({kind: 'today', offset, unit: offset === 0 ? 'd' : unit}))
const dates = fc.oneof(
  days,
  fc.constantFrom('2026', '2026-11', '2026-11-20', '2026-11-20T10:00:00Z').map((text) => word(text)),
)
const numbers = fc.integer({min: -50, max: 5000}).map((number) => word(`${number}`))
const durations = fc.constantFrom('30', '30m', '1.5h', '1d4h').map((text) => word(text))
const keys = fc.constantFrom('WEB-1', 'WEB-9', 'WEB-42').map((text) => word(text))

function valuesOf(kind: FieldKind, choices: readonly string[]): fc.Arbitrary<Value> {
  const right: Record<FieldKind, fc.Arbitrary<Value>> = {
    person: fc.oneof(written, fc.constant<Value>({kind: 'me'})),
    name: written,
    text: written,
    choice: fc.constantFrom(...(choices.length > 0 ? choices : ['x'])).map((text) => word(text)),
    date: dates,
    number: numbers,
    duration: durations,
    issue: keys,
    boolean: fc.constantFrom('true', 'false').map((text) => word(text)),
  }
  return right[kind]
}

function matchesOf(kind: FieldKind, choices: readonly string[], isOrdered: boolean): fc.Arbitrary<Match> {
  const values = valuesOf(kind, choices)
  const equal = values.map((value): Match => ({comparison: '=', value, to: null, span}))
  if (kind === 'name' || kind === 'text' || kind === 'person') {
    const parts = written.map((value): Match => ({comparison: '~', value, to: null, span}))
    return fc.oneof(equal, parts)
  }
  const ranges = fc
    .tuple(values, fc.oneof(values, fc.constant<Value>({kind: 'any'})))
    .map(([value, to]): Match => ({comparison: '=', value, to, span}))
  if (kind === 'issue') return fc.oneof(equal, ranges)
  if (!isOrdered && kind !== 'date' && kind !== 'number' && kind !== 'duration') return equal
  const compared = fc
    .tuple(fc.constantFrom('>', '>=', '<', '<='), values)
    .map(([comparison, value]): Match => ({comparison, value, to: null, span}))
  return fc.oneof(equal, ranges, compared)
}

const builtIn = fc.constantFrom(...Object.entries<Field>(fields)).chain(([field, rules]) =>
  fc
    .constantFrom(null, ...(rules.hasHistory ? (['was', 'changed', 'from', 'to', 'by'] as const) : []))
    .chain((change) => {
      const kind = change === 'changed' ? 'date' : change === 'by' ? 'person' : rules.kind
      const match = matchesOf(kind, rules.choices ?? [], rules.isOrdered ?? false)
      return conditionsOf(field, false, change, match)
    }),
)
const custom = fc
  .constantFrom(...customFields)
  .chain(({key, kind, choices}) =>
    conditionsOf(key, true, null, matchesOf(kind === 'url' ? 'name' : kind, choices, false)),
  )

function conditionsOf(
  field: string,
  isCustom: boolean,
  change: FieldCondition['change'],
  match: fc.Arbitrary<Match>,
): fc.Arbitrary<Condition> {
  return fc
    .array(match, {minLength: 1, maxLength: 3})
    .map((matches): Condition => ({kind: 'field', field, isCustom, change, matches, span}))
}

const presenceWords = [...Object.keys(presences), ...customFields.map(({key}) => key)]
const wordConditions = fc.constantFrom('is', 'has', 'no').chain((kind) =>
  fc
    .array(fc.constantFrom(...(kind === 'is' ? Object.keys(states) : presenceWords)), {
      minLength: 1,
      maxLength: 3,
    })
    .map((words): Condition => ({kind, words: words.map((word) => ({word, span})), span})),
)
const places = fc
  .array(fc.constantFrom(...textPlaces), {minLength: 1, maxLength: 3})
  .map((places): Condition => ({kind: 'in', places, span}))
const texts = fc
  .tuple(
    fc.oneof(names, fc.constantFrom('OR', 'label:bug', 'label:', '--x', '->', 'foo:bar', 'NOT(x')),
    fc.boolean(),
  )
  .map(([text, isPhrase]): Condition => ({kind: 'text', text, isPhrase, span}))

const {condition} = fc.letrec<{condition: Condition}>((tie) => ({
  condition: fc.oneof(
    {maxDepth: 4, depthSize: 'small'},
    {arbitrary: fc.oneof(builtIn, custom, wordConditions, texts, places), weight: 4},
    {
      arbitrary: fc
        .tuple(fc.constantFrom('and', 'or'), fc.array(tie('condition'), {minLength: 2, maxLength: 4}))
        .map(([kind, parts]) => join(kind, parts, span))
        .filter((joined) => joined !== null),
      weight: 3,
    },
    {arbitrary: tie('condition').map((part) => (part.kind === 'in' ? part : negate(part, span))), weight: 1},
  ),
}))

const sortNames = Object.keys(sortFields).filter((name): name is SortField => name !== 'relevance')

/** Queries as a program would build them. */
export const trees: fc.Arbitrary<Query> = fc.record({
  where: fc.option(condition, {freq: 20}),
  sort: fc.uniqueArray(
    fc.record({field: fc.constantFrom(...sortNames), descending: fc.boolean(), span: fc.constant(span)}),
    {maxLength: 2, selector: ({field}) => field},
  ),
})
