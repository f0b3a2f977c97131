import {sql, type Selectable, type SqlBool} from 'kysely'
import type {Actor} from '../../core/actor.ts'
import type {Db} from '../../core/database/database.ts'
import {notFound} from '../../core/errors.ts'
import {maySeePeople} from '../permissions.ts'
import type {ComponentTable} from '../tables.ts'
import type {ComponentView} from './schemas.ts'

export type ComponentRecord = Selectable<ComponentTable> & {assigneeName: string | null}

/** Components of the projects the actor may see. */
export function visibleComponents(db: Db, actor: Actor) {
  return db
    .selectFrom('component')
    .leftJoin('person', 'person.id', 'component.assignee_id')
    .selectAll('component')
    .select('person.name as assigneeName')
    .where(sql<SqlBool>`component.project_id = any(${[...actor.standings.keys()]})`)
}

/** @throws AppError `notFound` when it is missing or hidden */
export async function getComponent(db: Db, actor: Actor, id: number): Promise<ComponentRecord> {
  const component = await visibleComponents(db, actor).where('component.id', '=', id).executeTakeFirst()
  if (component === undefined) throw notFound(`component: ${id}`)
  return component
}

export function viewComponent(actor: Actor, component: ComponentRecord): ComponentView {
  const {assignee_id: id, assigneeName: name} = component
  const assignee = id === null || name === null ? null : {id, name}
  return {
    id: component.id,
    name: component.name,
    description: component.description,
    assignee: maySeePeople(actor, component.project_id) ? assignee : null,
    archivedAt: component.archived_at?.toISOString() ?? null,
  }
}
