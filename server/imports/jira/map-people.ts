import type {MappedPerson} from './mapped.ts'
import type {JiraPerson} from './schema.ts'

/** Collects everyone an issue names, each once. */
export class PeopleCollector {
  readonly #people = new Map<string, MappedPerson>()

  /** The key to name this person by, or null where nobody is named. */
  add(person: JiraPerson): string | null {
    const mapped = mapPerson(person)
    if (mapped === null) return null
    if (!this.#people.has(mapped.key)) this.#people.set(mapped.key, mapped)
    return mapped.key
  }

  all(): MappedPerson[] {
    return [...this.#people.values()]
  }
}

/** Null where the source names nobody: no account id, key or name. */
export function mapPerson(person: JiraPerson): MappedPerson | null {
  const key = person?.accountId ?? person?.key ?? person?.name ?? person?.displayName
  if (person === null || person === undefined || key === null || key === undefined || key === '') return null
  return {
    key,
    userName: person.name ?? null,
    displayName: person.displayName?.trim() || person.name || key,
    email: person.emailAddress ?? null,
    active: person.active ?? true,
    timeZone: person.timeZone ?? null,
  }
}
