import {sql, type Selectable, type SqlBool} from 'kysely'
import type {Actor} from '../../core/actor.ts'
import type {Db} from '../../core/database/database.ts'
import {notFound} from '../../core/errors.ts'
import type {CycleTable} from '../tables.ts'
import type {CycleView} from './schemas.ts'

export type CycleRecord = Selectable<CycleTable>

/** Cycles of the projects the actor may see. */
export function visibleCycles(db: Db, actor: Actor) {
  return db
    .selectFrom('cycle')
    .selectAll('cycle')
    .where(sql<SqlBool>`cycle.project_id = any(${[...actor.standings.keys()]})`)
}

/** @throws AppError `notFound` when it is missing or hidden */
export async function getCycle(db: Db, actor: Actor, id: number): Promise<CycleRecord> {
  const cycle = await visibleCycles(db, actor).where('cycle.id', '=', id).executeTakeFirst()
  if (cycle === undefined) throw notFound(`cycle: ${id}`)
  return cycle
}

export function viewCycle(cycle: CycleRecord): CycleView {
  return {
    id: cycle.id,
    name: cycle.name,
    goal: cycle.goal,
    startsOn: cycle.starts_on,
    endsOn: cycle.ends_on,
    closedAt: cycle.closed_at?.toISOString() ?? null,
  }
}
