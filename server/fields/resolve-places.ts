import type {Actor} from '../core/actor.ts'
import type {Tx} from '../core/database/database.ts'
import {invalid} from '../core/errors.ts'

/** Projects or types that a caller named; null for all. */
export interface Places {
  readonly ids: number[] | null
  /** Their present keys, in order. */
  readonly keys: string[] | null
}

const everywhere: Places = {ids: null, keys: null}

/** @throws AppError `invalid` that points at the unknown one */
export async function resolveProjects(
  tx: Tx,
  {projectIds}: Actor,
  keys: readonly string[] | null,
): Promise<Places> {
  if (keys === null) return everywhere
  const ids = keys.map((key, index) => {
    const id = projectIds.get(key.toUpperCase())
    if (id === undefined) throw invalid(`/projects/${index}`, `No such project: ${key}`)
    return id
  })
  return placesOf(await tx.selectFrom('project').select(['id', 'key']).where('id', 'in', ids).execute())
}

/** @throws AppError `invalid` that points at the unknown one */
export async function resolveTypes(tx: Tx, keys: readonly string[] | null): Promise<Places> {
  if (keys === null) return everywhere
  const rows = await tx.selectFrom('issue_type').select(['id', 'key']).where('key', 'in', keys).execute()
  const unknown = keys.findIndex((key) => !rows.some((row) => row.key === key))
  if (unknown !== -1) throw invalid(`/types/${unknown}`, `No such issue type: ${keys[unknown] ?? ''}`)
  return placesOf(rows)
}

function placesOf(rows: readonly {id: number; key: string}[]): Places {
  const sorted = rows.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  return {ids: sorted.map(({id}) => id), keys: sorted.map(({key}) => key)}
}
