import {sql} from 'kysely'
import type {Db} from '../../core/database/database.ts'
import type {Changes} from '../../core/events/event.ts'
import {describeCustomChanges} from '../../fields/custom-history.ts'
import type {IssueRecord} from '../queries.ts'
import {remember} from '../remember.ts'
import {priorities, severities} from '../tables.ts'
import {
  historyFieldNames,
  historyFields,
  type HistoryField,
  type HistoryFieldName,
  type IssueColumns,
  type RefTable,
} from './history-fields.ts'

/**
 * Old and new values as the history shows them, whatever becomes of what they name: people, components,
 * versions, milestones and cycles as `{id, name}`, type and status with key and name, the parent as
 * `{id, key}`, texts whole, custom fields as `custom.<key>`.
 */
export async function describeChanges(db: Db, before: IssueRecord, columns: IssueColumns): Promise<Changes> {
  const names = historyFieldNames.filter((name) => columns[historyFields[name].column] !== undefined)
  const refs = await loadRefs(db, names, [before, columns])
  const changes = Object.fromEntries(
    names.map((name) => [name, {from: describe(name, before, refs), to: describe(name, columns, refs)}]),
  )
  if (columns.custom === undefined) return changes
  return {...changes, ...(await describeCustomChanges(db, before.custom, columns.custom))}
}

/** The present values of some fields, in the same words. */
export async function describeFields(
  db: Db,
  issue: IssueRecord,
  names: readonly HistoryFieldName[],
): Promise<Readonly<Record<string, unknown>>> {
  const refs = await loadRefs(db, names, [issue])
  return Object.fromEntries(names.map((name) => [name, describe(name, issue, refs)]))
}

type Refs = ReadonlyMap<RefTable, ReadonlyMap<number, unknown>>

async function loadRefs(
  db: Db,
  names: readonly HistoryFieldName[],
  rows: readonly IssueColumns[],
): Promise<Refs> {
  const wanted = new Map<RefTable, Set<number>>()
  for (const name of names) {
    const {column, refs}: HistoryField = historyFields[name]
    if (refs === undefined) continue
    const ids = wanted.get(refs) ?? new Set()
    for (const row of rows) for (const id of idsIn(row[column])) ids.add(id)
    wanted.set(refs, ids)
  }
  const loaded = new Map<RefTable, ReadonlyMap<number, unknown>>()
  for (const [table, wantedIds] of wanted) {
    const ids = [...wantedIds].toSorted((a, b) => a - b)
    loaded.set(table, await remember(db, `names of ${table}: ${ids.join()}`, () => loadTable(db, table, ids)))
  }
  return loaded
}

function idsIn(value: unknown): number[] {
  return [value].flat().filter((id) => typeof id === 'number')
}

async function loadTable(db: Db, table: RefTable, ids: readonly number[]): Promise<Map<number, unknown>> {
  if (ids.length === 0) return new Map()
  const {rows} = await sql<{id: number; ref: unknown}>`
    select r.id, ${refShapes[table]} ref from ${sql.table(table)} r where r.id = any(${ids})`.execute(db)
  return new Map(rows.map(({id, ref}) => [id, ref]))
}

const named = sql`json_build_object('id', r.id, 'name', r.name)`

const refShapes = {
  issue_type: sql`json_build_object('key', r.key, 'name', r.name)`,
  status: sql`json_build_object('key', r.key, 'name', r.name, 'category', r.category)`,
  issue: sql`json_build_object('id', r.id, 'key', (select p.key from project p where p.id = r.project_id) || '-' || r.number)`,
  person: named,
  component: named,
  version: named,
  milestone: named,
  cycle: named,
}

function describe(name: HistoryFieldName, row: IssueColumns, loaded: Refs): unknown {
  const {column, refs}: HistoryField = historyFields[name]
  const value = row[column]
  if (value === undefined || value === null) return null
  if (name === 'priority') return priorities[Number(value)] ?? null
  if (name === 'severity') return severities[Number(value)] ?? null
  if (refs === undefined) return value
  const known = loaded.get(refs)
  if (Array.isArray(value)) return idsIn(value).map((id) => known?.get(id) ?? {id, name: `#${id}`})
  return known?.get(Number(value)) ?? null
}
