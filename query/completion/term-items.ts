import {fields, states, type CustomField, type Field} from '../fields.ts'
import {changes} from '../keys.ts'
import {writeKey} from '../scan.ts'
import type {TermPlace} from './cursor.ts'
import type {Candidate} from './item.ts'

/** What can stand where a term begins: keys, states, and what joins terms. */
export function termCandidates(place: TermPlace, customFields: readonly CustomField[]): readonly Candidate[] {
  const {isInGroup, isNegated, isAfterTerm} = place
  return [
    ...wordKeys,
    ...(isNegated ? [] : [placeKey]),
    ...(isNegated || isInGroup ? [] : [sortKey]),
    ...fieldKeys,
    ...customFields.map(customKey),
    ...(isAfterTerm ? joiners : []),
    ...(isNegated ? [] : [negation]),
    ...stateTerms,
  ]
}

/** `status.`: what was, became or was done to a field. Null where no such thing is being written. */
export function changeCandidates(prefix: string): {field: string; candidates: readonly Candidate[]} | null {
  const [, written = '', change] = /^([a-z][a-z-]*)\.([a-z]*)$/i.exec(prefix) ?? []
  const name = written.toLowerCase()
  const found = fieldList.find(([field, {aliases = []}]) => field === name || aliases.includes(name))
  if (change === undefined || found?.[1].hasHistory === undefined) return null
  const candidates = [...changes.keys()].map((change): Candidate => {
    const text = `${written}.${change}`
    return {
      item: {text: `${text}:`, label: text, says: changeSays[change] ?? '', kind: 'change'},
      names: [text],
    }
  })
  return {field: found[0], candidates}
}

const changeSays: Readonly<Record<string, string>> = {
  was: 'once had this value',
  changed: 'was changed then, * for ever',
  from: 'was changed from this value',
  to: 'was changed to this value',
  by: 'was changed by this person',
}

const fieldList: readonly [string, Field][] = Object.entries(fields)

const fieldKeys = fieldList.map(([name, {says, aliases = []}]): Candidate => {
  return {item: {text: `${name}:`, label: name, says, kind: 'field'}, names: [name, ...aliases]}
})
const wordKeys = [
  keyCandidate('is', 'in this state'),
  keyCandidate('has', 'with anything of this sort'),
  keyCandidate('no', 'with nothing of this sort'),
]
const placeKey = keyCandidate('in', 'where the words are looked for')
const sortKey = keyCandidate('sort', 'the order of the list')
const joiners = [operator('OR', 'one or the other'), operator('AND', 'both, as a space says')]
const negation = operator('NOT', 'what is not so, as a hyphen says')
const stateTerms = Object.entries(states).map(([state, says]): Candidate => {
  return {
    item: {text: `is:${state}`, label: `is:${state}`, says, kind: 'state'},
    names: [state],
    isHidden: true,
  }
})

function keyCandidate(name: string, says: string): Candidate {
  return {item: {text: `${name}:`, label: name, says, kind: 'key'}, names: [name]}
}

function operator(text: string, says: string): Candidate {
  return {item: {text, label: text, says, kind: 'operator'}, names: [text]}
}

function customKey({key, name}: CustomField): Candidate {
  return {item: {text: `${writeKey(key)}:`, label: key, says: name, kind: 'field'}, names: [key, name]}
}
