import {isDeepStrictEqual} from 'node:util'
import type {Changes} from '../core/events/event.ts'

/** What a caller may leave out, or leave undefined, to keep it as it is. */
export type Given<Fields> = {readonly [Name in keyof Fields]?: Fields[Name] | undefined}

/** The fields as they will be. */
export function withGiven<Fields extends object>(before: Fields, given: Given<Fields>): Fields {
  const defined = Object.entries(given).filter(([name, value]) => value !== undefined && name in before)
  return {...before, ...Object.fromEntries(defined)}
}

/** What differs, by field; null: nothing does. */
export function changesBetween<Fields extends object>(before: Fields, after: Fields): Changes | null {
  const changes = Object.entries(after)
    .map(([field, to]) => ({field, from: before[field as keyof Fields] as unknown, to: to as unknown}))
    .filter(({from, to}) => !isDeepStrictEqual(from, to))
  if (changes.length === 0) return null
  return Object.fromEntries(changes.map(({field, from, to}) => [field, {from, to}]))
}
