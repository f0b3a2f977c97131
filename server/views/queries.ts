import {sql, type RawBuilder, type Selectable, type SqlBool} from 'kysely'
import {isOfTheHouse, type Actor} from '../core/actor.ts'
import type {Db, Tx} from '../core/database/database.ts'
import {notFound} from '../core/errors.ts'
import type {ViewTable} from './tables.ts'

/** With what is needed of its owner and its project. */
export type ViewRecord = Selectable<ViewTable> & {
  ownerName: string
  projectKey: string | null
  projectArchivedAt: Date | null
}

/** One's own, those shared in projects the actor sees, and for people of the house those shared in all projects. */
export function visibleViews(db: Db, actor: Actor) {
  return db
    .selectFrom('view')
    .innerJoin('person', 'person.id', 'view.owner_id')
    .leftJoin('project', 'project.id', 'view.project_id')
    .selectAll('view')
    .select([
      'person.name as ownerName',
      'project.key as projectKey',
      'project.archived_at as projectArchivedAt',
    ])
    .where(seesView(actor))
}

/** A condition on a row named `view`. Not even administrators see what is personal to others. */
function seesView(actor: Actor): RawBuilder<SqlBool> {
  const {personId, standings} = actor
  return sql<SqlBool>`(case
    when not view.is_shared then view.owner_id = ${personId}::integer
    when view.project_id is null then ${isOfTheHouse(actor)}::boolean
    else view.project_id = any(${[...standings.keys()]}) end)`
}

/** @throws AppError `notFound` when it is missing or hidden */
export async function getView(db: Db, actor: Actor, id: number): Promise<ViewRecord> {
  const view = await visibleViews(db, actor).where('view.id', '=', id).executeTakeFirst()
  if (view === undefined) throw notFound(`view: ${id}`)
  return view
}

/** Locked until the end of the transaction, so that changes of one view come one after another. */
export async function getViewForUpdate(tx: Tx, actor: Actor, id: number): Promise<ViewRecord> {
  const view = await visibleViews(tx, actor)
    .where('view.id', '=', id)
    .forNoKeyUpdate('view')
    .executeTakeFirst()
  if (view === undefined) throw notFound(`view: ${id}`)
  return view
}

/** Whose a view is while nobody else sees it, for its events. */
export function personalOf({is_shared, owner_id}: Pick<ViewRecord, 'is_shared' | 'owner_id'>): number | null {
  return is_shared ? null : owner_id
}

/** The place after the views that are shown together with a new one. */
export async function nextPosition(
  tx: Tx,
  {isShared, ownerId, projectId}: {isShared: boolean; ownerId: number; projectId: number | null},
): Promise<number> {
  const {rows} = await sql<{position: number}>`
    select coalesce(max(position), 0) + 1 position from view
    where is_shared = ${isShared} and case when is_shared
      then project_id is not distinct from ${projectId}::integer else owner_id = ${ownerId} end`.execute(tx)
  return rows[0]?.position ?? 1
}
