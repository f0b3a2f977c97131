import type {Selectable} from 'kysely'
import type {Actor} from '../../core/actor.ts'
import type {Db} from '../../core/database/database.ts'
import {notFound} from '../../core/errors.ts'
import type {BulkChangeTable} from '../tables.ts'
import type {BulkChangeView} from './schemas.ts'

export type BulkChangeRecord = Selectable<BulkChangeTable>

/** Bulk changes that the actor asked for; an administrator sees all. */
export function visibleBulkChanges(db: Db, actor: Actor) {
  return db
    .selectFrom('bulk_change')
    .selectAll()
    .$if(!actor.isAdmin, (query) => query.where('actor_id', '=', actor.personId))
}

/** @throws AppError `notFound` */
export async function getBulkChange(db: Db, actor: Actor, id: number): Promise<BulkChangeRecord> {
  const bulk = await visibleBulkChanges(db, actor).where('id', '=', id).executeTakeFirst()
  if (bulk === undefined) throw notFound(`bulk change: ${id}`)
  return bulk
}

/** The same, locked: it waits for the chunk that is under way. */
export async function getBulkChangeForUpdate(db: Db, actor: Actor, id: number): Promise<BulkChangeRecord> {
  const bulk = await visibleBulkChanges(db, actor).where('id', '=', id).forUpdate().executeTakeFirst()
  if (bulk === undefined) throw notFound(`bulk change: ${id}`)
  return bulk
}

export function isUnfinished({state}: Pick<BulkChangeRecord, 'state'>): boolean {
  return state === 'waiting' || state === 'running'
}

export function viewBulkChange(bulk: BulkChangeRecord): BulkChangeView {
  return {
    id: bulk.id,
    state: bulk.state,
    total: bulk.issue_ids.length,
    done: bulk.done,
    changed: bulk.changed,
    failures: bulk.failures,
    undoOf: bulk.undo_of,
    createdAt: bulk.created_at.toISOString(),
    finishedAt: bulk.finished_at?.toISOString() ?? null,
  }
}
