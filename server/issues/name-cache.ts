import {sql} from 'kysely'
import type {Db} from '../core/database/database.ts'
import type {Signals} from '../core/events/signals.ts'
import type {Category, Kind} from '../workflow/tables.ts'

/** What the ids in a list's row are called, remembered until a name changes anywhere. */
export interface NameCache {
  /** Names of everything but people, and of these people. */
  load(db: Db, personIds: Iterable<number>): Promise<Names>
}

export interface Names {
  readonly projects: ReadonlyMap<number, {key: string}>
  readonly types: ReadonlyMap<number, {key: string; name: string; kind: Kind}>
  /** As JSON, which a row of a list holds as it is; so are people. */
  readonly statuses: ReadonlyMap<number, string>
  readonly statusNames: ReadonlyMap<number, {key: string; name: string; category: Category}>
  readonly people: ReadonlyMap<number, string>
  /** In which projects are written, each once. BCP 47 */
  readonly languages: readonly string[]
}

interface Remembered extends Names {
  readonly people: Map<number, string>
}

const maxPeople = 20_000

export function createNameCache(signals: Signals): NameCache {
  let remembered: Promise<Remembered> | undefined
  signals.onRightsChanged(() => (remembered = undefined))

  return {
    async load(db, personIds) {
      const loading = remembered ?? loadCatalogue(db)
      // While signals may be missed, what was read serves this call only.
      if (signals.isConnected) remembered ??= loading
      try {
        const names = await loading
        await addPeople(db, names.people, personIds)
        return names
      } catch (error) {
        remembered = undefined
        throw error
      }
    },
  }
}

async function loadCatalogue(db: Db): Promise<Remembered> {
  const {rows} = await sql<{
    projects: {id: number; key: string}[] | null
    types: {id: number; key: string; name: string; kind: Kind}[] | null
    statuses: {id: number; key: string; name: string; category: Category}[] | null
    languages: string[] | null
  }>`
    select
      (select json_agg(json_build_object('id', id, 'key', key)) from project) projects,
      (select json_agg(json_build_object('id', id, 'key', key, 'name', name, 'kind', kind)) from issue_type) types,
      (select json_agg(json_build_object('id', id, 'key', key, 'name', name, 'category', category)) from status) statuses,
      (select json_agg(distinct language) from project) languages`.execute(db)
  const [row] = rows
  return {
    projects: byId(row?.projects),
    types: byId(row?.types),
    statuses: new Map((row?.statuses ?? []).map((status) => [status.id, JSON.stringify(status)])),
    statusNames: byId(row?.statuses),
    people: new Map(),
    languages: row?.languages ?? [],
  }
}

async function addPeople(db: Db, people: Remembered['people'], ids: Iterable<number>): Promise<void> {
  const missing = new Set<number>()
  for (const id of ids) if (!people.has(id)) missing.add(id)
  if (missing.size === 0) return
  if (people.size > maxPeople) people.clear()
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('id', 'in', [...missing])
    .execute()
  for (const row of rows) people.set(row.id, JSON.stringify(row))
}

function byId<Row extends {id: number}>(rows: readonly Row[] | null | undefined): Map<number, Row> {
  return new Map((rows ?? []).map((row) => [row.id, row]))
}
