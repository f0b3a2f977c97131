import {sql, type Selectable, type SqlBool} from 'kysely'
import type {Actor} from '../../core/actor.ts'
import type {Db} from '../../core/database/database.ts'
import {notFound} from '../../core/errors.ts'
import type {MilestoneTable} from '../tables.ts'
import type {MilestoneView} from './schemas.ts'

export type MilestoneRecord = Selectable<MilestoneTable>

/** Milestones of the projects the actor may see. */
export function visibleMilestones(db: Db, actor: Actor) {
  return db
    .selectFrom('milestone')
    .selectAll('milestone')
    .where(sql<SqlBool>`milestone.project_id = any(${[...actor.standings.keys()]})`)
}

/** @throws AppError `notFound` when it is missing or hidden */
export async function getMilestone(db: Db, actor: Actor, id: number): Promise<MilestoneRecord> {
  const milestone = await visibleMilestones(db, actor).where('milestone.id', '=', id).executeTakeFirst()
  if (milestone === undefined) throw notFound(`milestone: ${id}`)
  return milestone
}

export function viewMilestone(milestone: MilestoneRecord): MilestoneView {
  return {
    id: milestone.id,
    name: milestone.name,
    description: milestone.description,
    startsOn: milestone.starts_on,
    dueOn: milestone.due_on,
    closedAt: milestone.closed_at?.toISOString() ?? null,
  }
}
