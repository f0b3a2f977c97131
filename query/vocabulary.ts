import {fields, presenceAliases, presences, type CustomField, type Field, type FieldKind} from './fields.ts'

/** What a key means. */
export type Entry = FieldEntry | {readonly kind: WordKind; readonly name: string}
export type WordKind = 'is' | 'has' | 'no' | 'in' | 'sort'

export interface FieldEntry {
  readonly kind: 'field'
  readonly name: string
  readonly isCustom: boolean
  readonly rules: Rules
}

/** What may be said of the values of a field. */
export interface Rules {
  readonly kind: FieldKind
  readonly choices: readonly string[]
  readonly isOrdered: boolean
  readonly hasHistory: boolean
  readonly hasTurns: boolean
}

/** All the words that a query can use, in lower case. */
export interface Vocabulary {
  readonly keys: ReadonlyMap<string, Entry>
  /** From a word after `has:` or `no:` to its one right form. */
  readonly presences: ReadonlyMap<string, string>
}

/**
 * A word that means several things means the last of these: the name of a custom field, an alias, the key of a custom
 * field, a name. Names stand first in the maps as well: of equally near words, the one that is suggested.
 */
export function vocabularyOf(customFields: readonly CustomField[]): Vocabulary {
  if (customFields.length === 0) return plainVocabulary
  const known = vocabularies.get(customFields) ?? vocabularyWith(customFields)
  vocabularies.set(customFields, known)
  return known
}

/** Lists of custom fields are never changed in place, and one is used for many queries. */
const vocabularies = new WeakMap<readonly CustomField[], Vocabulary>()

function vocabularyWith(customFields: readonly CustomField[]): Vocabulary {
  const custom = customFields.map((field): [CustomField, FieldEntry] => [field, customEntry(field)])
  return {
    keys: new Map<string, Entry>([
      ...namedEntries,
      ...custom.map(([{name}, entry]) => [name.toLowerCase(), entry] as const),
      ...aliasEntries,
      ...custom.map(([{key}, entry]) => [key.toLowerCase(), entry] as const),
      ...namedEntries,
    ]),
    presences: new Map([
      ...presenceEntries,
      ...custom.map(([{key, name}]) => [name.toLowerCase(), key] as const),
      ...presenceAliasEntries,
      ...custom.map(([{key}]) => [key.toLowerCase(), key] as const),
      ...presenceEntries,
    ]),
  }
}

/** The built-in field of this very name. */
export function builtInField(name: string): FieldEntry | undefined {
  const entry = plainVocabulary.keys.get(name)
  return entry?.kind === 'field' ? entry : undefined
}

/** What says that the field has a value, or none: `watchers` for `watcher`. Undefined where nothing does. */
export function presenceOf({name, isCustom}: FieldEntry): string | undefined {
  return isCustom ? name : plainVocabulary.presences.get(name)
}

export const plainRules: Rules = {
  kind: 'name',
  choices: [],
  isOrdered: false,
  hasHistory: false,
  hasTurns: false,
}

const fieldList: readonly [string, Field][] = Object.entries(fields)

const namedEntries: readonly [string, Entry][] = [
  ...fieldList.map(([name, field]): [string, Entry] => [name, builtInEntry(name, field)]),
  ...(['is', 'has', 'no', 'in', 'sort'] as const).map((name): [string, Entry] => [name, {kind: name, name}]),
]
const aliasEntries: readonly [string, Entry][] = fieldList.flatMap(([name, field]) =>
  (field.aliases ?? []).map((alias): [string, Entry] => [alias, builtInEntry(name, field)]),
)
const presenceEntries = Object.keys(presences).map((name) => [name, name] as const)
const presenceAliasEntries: readonly (readonly [string, string])[] = [
  ...fieldList.flatMap(([name, {aliases = []}]) =>
    Object.hasOwn(presences, name) ? aliases.map((alias) => [alias, name] as const) : [],
  ),
  ...Object.entries(presenceAliases),
]

const plainVocabulary: Vocabulary = {
  keys: new Map([...namedEntries, ...aliasEntries, ...namedEntries]),
  presences: new Map([...presenceEntries, ...presenceAliasEntries, ...presenceEntries]),
}

function builtInEntry(name: string, field: Field): FieldEntry {
  return {
    kind: 'field',
    name,
    isCustom: false,
    rules: {
      kind: field.kind,
      choices: field.choices ?? [],
      isOrdered: field.isOrdered ?? false,
      hasHistory: field.hasHistory ?? false,
      hasTurns: field.hasTurns ?? false,
    },
  }
}

function customEntry({key, kind, choices}: CustomField): FieldEntry {
  return {
    kind: 'field',
    name: key,
    isCustom: true,
    rules: {...plainRules, kind: kind === 'url' ? 'name' : kind, choices: kind === 'choice' ? choices : []},
  }
}
