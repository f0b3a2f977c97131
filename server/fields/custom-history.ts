import {sql} from 'kysely'
import type {Db} from '../core/database/database.ts'
import type {Changes} from '../core/events/event.ts'
import {remember} from '../issues/remember.ts'
import {isId} from './check-value.ts'
import type {CustomValues} from './tables.ts'
import type {CustomInput} from './value-schemas.ts'

/** The history names a custom field `custom.<key>`. */
const prefix = 'custom.'

/** Old and new values as the history shows them: people as `{id, name}`, nothing as null. */
export async function describeCustomChanges(
  db: Db,
  before: CustomValues,
  after: CustomValues,
): Promise<Changes> {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => before[key] !== after[key])
    .toSorted()
  if (keys.length === 0) return {}
  const people = await loadPeople(db, keys, [before, after])
  const describe = (key: string, values: CustomValues) =>
    people.get(key)?.get(values[key]) ?? values[key] ?? null
  return Object.fromEntries(
    keys.map((key) => [prefix + key, {from: describe(key, before), to: describe(key, after)}]),
  )
}

export interface CustomRevert {
  readonly custom: CustomInput
  /** Fields, as the history names them, that have another value by now and keep it. */
  readonly changedSince: readonly string[]
}

/** The values that take a change back, where the issue still has the new ones. */
export function planCustomRevert(present: CustomValues, changes: Changes): CustomRevert {
  const custom: CustomInput = {}
  const changedSince: string[] = []
  for (const [name, {from, to}] of Object.entries(changes)) {
    if (!name.startsWith(prefix)) continue
    const key = name.slice(prefix.length)
    if (valueOf(to) === (present[key] ?? null)) custom[key] = valueOf(from)
    else changedSince.push(name)
  }
  return {custom, changedSince}
}

/** A value of the history as a change takes it. */
function valueOf(shown: unknown): CustomInput[string] {
  const value = typeof shown === 'object' && shown !== null && 'id' in shown ? shown.id : shown
  return value as CustomInput[string]
}

type People = ReadonlyMap<string, ReadonlyMap<unknown, unknown>>

/** Names of the people in fields of kind person, by key and id. */
async function loadPeople(db: Db, keys: readonly string[], values: readonly CustomValues[]): Promise<People> {
  const ids = new Set(values.flatMap((some) => keys.map((key) => some[key])).filter(isId))
  if (ids.size === 0) return new Map()
  const {rows} = await remember(db, `people in ${keys.join()}: ${[...ids].join()}`, () =>
    sql<{key: string; id: number; name: string}>`
      select field.key, person.id, person.name from custom_field field
        join person on person.id = any(${[...ids]})
      where field.kind = 'person' and field.key = any(${keys})`.execute(db),
  )
  const byKey = Map.groupBy(rows, ({key}) => key)
  return new Map(
    [...byKey].map(([key, people]) => [key, new Map(people.map(({id, name}) => [id, {id, name}]))]),
  )
}
