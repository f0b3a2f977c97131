import {fields, presenceAliases, presences, type Field} from '../../query/fields.ts'

/** Words that a query reads as something else, so that no field of a workspace can be asked for by them. */
export function isReservedKey(key: string): boolean {
  return reserved.has(key)
}

const builtIn: readonly [string, Field][] = Object.entries(fields)

const reserved: ReadonlySet<string> = new Set([
  ...builtIn.flatMap(([name, {aliases = []}]) => [name, ...aliases]),
  // After has: and no: a field stands beside these.
  ...Object.keys(presences),
  ...Object.keys(presenceAliases),
  'is',
  'has',
  'no',
  'in',
  'sort',
  'and',
  'or',
  'not',
  // Every object has a member of this name, so that programs would find a value where an issue has none.
  'constructor',
])
