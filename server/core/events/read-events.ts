import {sql, type RawBuilder, type Selectable, type SqlBool} from 'kysely'
import type {Db} from '../database/database.ts'
import type {EventTable} from '../tables.ts'
import type {EventKind} from './event.ts'
import type {Position} from './position.ts'

/** An event as it was recorded, whoever may read it. */
export type EventRecord = Omit<Selectable<EventTable>, 'kind'> & {kind: EventKind}

/**
 * Events before the oldest transaction that still runs. All of them are committed for good and none can
 * come in between any more, so who follows in (xid, id) order misses none and gets none twice.
 */
export const isSettled = sql<SqlBool>`event.xid < pg_snapshot_xmin(pg_current_snapshot())`

/** A condition on `event`. */
export function isAfter({xid, id}: Position): RawBuilder<SqlBool> {
  return sql<SqlBool>`(event.xid, event.id) > (${xid}::xid8, ${id}::bigint)`
}

/** The settled events after a position, in order. */
export async function readEvents(db: Db, after: Position, limit: number): Promise<EventRecord[]> {
  const {rows} = await sql<EventRecord>`
    select event.* from event where ${isAfter(after)} and ${isSettled}
    order by event.xid, event.id limit ${limit}`.execute(db)
  return rows
}

/** Before every event that is still to come, and before those that are not settled yet. */
export async function readHorizon(db: Db): Promise<Position> {
  const {rows} = await sql<{xid: string}>`
    select pg_snapshot_xmin(pg_current_snapshot())::text xid`.execute(db)
  return {xid: rows[0]?.xid ?? '0', id: 0}
}

/**
 * Whether anything is committed after a position, settled or not: what only waits for an older transaction
 * to end is not signalled again. It must not ask for the horizon itself, which may have passed the event
 * since it was looked for.
 */
export async function hasLater(db: Db, after: Position): Promise<boolean> {
  const {rows} = await sql`select from event where ${isAfter(after)} limit 1`.execute(db)
  return rows.length > 0
}

/**
 * Whether a position was given out by this database. After a restore it may lie in transactions that are
 * still to come, or at an event that is not there.
 */
export async function isKnownPosition(db: Db, {xid, id}: Position): Promise<boolean> {
  const {rows} = await sql<{isKnown: boolean}>`
    select ${xid}::xid8 <= pg_snapshot_xmax(pg_current_snapshot())
      and (${id}::bigint = 0 or exists (select from event where event.xid = ${xid}::xid8 and event.id = ${id})) "isKnown"`.execute(
    db,
  )
  return rows[0]?.isKnown ?? false
}
