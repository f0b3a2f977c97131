import type {Span} from './ast.ts'
import {placeOf, type TermPlace, type ValuePlace} from './completion/cursor.ts'
import type {Candidate, Item} from './completion/item.ts'
import {rank} from './completion/rank.ts'
import {changeCandidates, termCandidates} from './completion/term-items.ts'
import {valueCandidates} from './completion/value-items.ts'
import {
  placeCandidates,
  presenceCandidates,
  sortCandidates,
  stateCandidates,
} from './completion/word-items.ts'
import {rulesFor} from './examples.ts'
import type {CustomField, FieldKind} from './fields.ts'
import {vocabularyOf, type FieldEntry} from './vocabulary.ts'

/** What can stand at a place in a text. */
export interface Completion {
  /** What the text of an item takes the place of. */
  readonly replace: Span
  readonly kind: 'term' | 'value' | 'state' | 'presence' | 'place' | 'sort' | 'change'
  /** The field of which a value or a change is written. */
  readonly field: string | null
  /** What was written of the thing so far, without quotes. */
  readonly prefix: string
  /** The best first. */
  readonly items: readonly Item[]
  /** Values to be looked up in the data and added to the items. */
  readonly wantsValues: WantedValues | null
}

export interface WantedValues {
  readonly field: string
  readonly isCustom: boolean
  /** `person` too for `status.by:`, whatever the values of the field are. */
  readonly kind: FieldKind
  readonly prefix: string
}

export interface CompleteOptions {
  readonly customFields?: readonly CustomField[]
  /** Most items; 100 by default. */
  readonly limit?: number
}

/** Says what can stand at `at` (UTF-16 units), in right and in broken texts. Never throws. */
export function complete(text: string, at: number, options: CompleteOptions = {}): Completion {
  const customFields = options.customFields ?? []
  const cursor = Math.min(Math.max(Math.trunc(at) || 0, 0), text.length)
  const place = placeOf(text, cursor, vocabularyOf(customFields))
  const {replace, prefix} = place
  const {kind, field, candidates, wantsValues} =
    place.kind === 'term' ? atTerm(place, customFields) : atValue(place, customFields)
  return {replace, kind, field, prefix, items: rank(candidates, prefix, options.limit ?? 100), wantsValues}
}

interface Possible extends Pick<Completion, 'kind' | 'field' | 'wantsValues'> {
  readonly candidates: readonly Candidate[]
}

function atTerm(place: TermPlace, customFields: readonly CustomField[]): Possible {
  const change = changeCandidates(place.prefix)
  if (change !== null) return {kind: 'change', wantsValues: null, ...change}
  return {kind: 'term', field: null, wantsValues: null, candidates: termCandidates(place, customFields)}
}

function atValue(place: ValuePlace, customFields: readonly CustomField[]): Possible {
  const words = {field: null, wantsValues: null}
  const {entry} = place
  switch (entry.kind) {
    case 'is':
      return {...words, kind: 'state', candidates: stateCandidates}
    case 'has':
    case 'no':
      return {...words, kind: 'presence', candidates: presenceCandidates(customFields)}
    case 'in':
      return {...words, kind: 'place', candidates: placeCandidates}
    case 'sort':
      return {...words, kind: 'sort', candidates: sortCandidates}
    case 'field':
    default:
      return {
        kind: 'value',
        field: entry.name,
        wantsValues: wantedValues(entry, place),
        candidates: valueCandidates(entry, place),
      }
  }
}

function wantedValues(entry: FieldEntry, {change, prefix}: ValuePlace): WantedValues | null {
  const {kind} = rulesFor(entry.rules, change)
  const isInData = kind === 'person' || kind === 'name' || kind === 'issue'
  const isLanguage = prefix.startsWith('@') && kind === 'name'
  return isInData && !isLanguage ? {field: entry.name, isCustom: entry.isCustom, kind, prefix} : null
}
