import {textPlaces} from '../ast.ts'
import {fields, presenceAliases, presences, states, type CustomField, type Field} from '../fields.ts'
import {writeKey} from '../scan.ts'
import {sortAliases, sortFields} from '../sort-fields.ts'
import type {Candidate, Item} from './item.ts'

export const stateCandidates: readonly Candidate[] = Object.entries(states).map(([state, says]) =>
  candidate('state', state, says),
)

/** What can stand after `has:` and `no:`. */
export function presenceCandidates(customFields: readonly CustomField[]): readonly Candidate[] {
  return [
    ...Object.entries(presences).map(([name, says]) => candidate('presence', name, says, aliasesOf(name))),
    ...customFields.map(({key, name}) => candidate('presence', key, name, [name])),
  ]
}

const placeSays = {
  title: 'the titles',
  body: 'the descriptions',
  comments: 'the comments',
  attachments: 'the files',
}

export const placeCandidates: readonly Candidate[] = textPlaces.map((place) =>
  candidate('place', place, placeSays[place]),
)

const orders = Object.entries(sortFields)

/** Every order the way it goes by itself, and then the other way. */
export const sortCandidates: readonly Candidate[] = [
  ...orders.map(([field, way]) => candidate('sort', field, sortSays(way), sortAliasesOf(field))),
  ...orders
    .filter(([field]) => field !== 'relevance')
    .map(([field, way]) => {
      const other = way === 'asc' ? 'desc' : 'asc'
      return candidate('sort', `${field}-${other}`, sortSays(other))
    }),
  ...orders.map(([field, way]) => ({...candidate('sort', `${field}-${way}`, sortSays(way)), isHidden: true})),
]

function candidate(
  kind: Item['kind'],
  name: string,
  says: string,
  aliases: readonly string[] = [],
): Candidate {
  return {item: {text: writeKey(name), label: name, says, kind}, names: [name, ...aliases]}
}

function aliasesOf(presence: string): string[] {
  const field: Field | undefined = Object.entries<Field>(fields).find(([name]) => name === presence)?.[1]
  const others = Object.entries(presenceAliases).filter(([, name]) => name === presence)
  return [...(field?.aliases ?? []), ...others.map(([alias]) => alias)]
}

function sortAliasesOf(field: string): string[] {
  return Object.entries(sortAliases)
    .filter(([, name]) => name === field)
    .map(([alias]) => alias)
}

function sortSays(way: 'asc' | 'desc'): string {
  return way === 'asc'
    ? 'from small to large, early to late, A to Z'
    : 'from large to small, late to early, Z to A'
}
