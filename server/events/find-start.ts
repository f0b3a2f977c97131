import {sql} from 'kysely'
import type {Db} from '../core/database/database.ts'
import {parsePosition, type Position} from '../core/events/position.ts'
import {isAfter, isKnownPosition, readHorizon} from '../core/events/read-events.ts'

export interface Start {
  readonly position: Position
  /** `reset`: what happened since the given cursor cannot be told, so that the listener must load anew. */
  readonly kind: 'ready' | 'reset'
}

/** Who missed more than this is faster to load anew. */
const mostMissed = 5_000

/** Where a stream begins: after the given cursor, or now without one. */
export async function findStart(db: Db, cursor: string | undefined): Promise<Start> {
  if (cursor === undefined || cursor === '') return {position: await readHorizon(db), kind: 'ready'}
  const position = parsePosition(cursor)
  const canResume =
    position !== undefined && (await isKnownPosition(db, position)) && !(await missedTooMuch(db, position))
  return canResume ? {position, kind: 'ready'} : {position: await readHorizon(db), kind: 'reset'}
}

async function missedTooMuch(db: Db, position: Position): Promise<boolean> {
  const {rows} = await sql`
    select from event where ${isAfter(position)} order by event.xid, event.id offset ${mostMissed} limit 1`.execute(
    db,
  )
  return rows.length > 0
}
