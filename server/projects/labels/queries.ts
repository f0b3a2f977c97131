import {sql, type Selectable, type SqlBool} from 'kysely'
import type {Actor} from '../../core/actor.ts'
import type {Db} from '../../core/database/database.ts'
import {notFound} from '../../core/errors.ts'
import type {LabelTable} from '../tables.ts'
import type {LabelView} from './schemas.ts'

export type LabelRecord = Selectable<LabelTable>

/** Labels of all projects, and those of the projects the actor may see. */
export function visibleLabels(db: Db, actor: Actor) {
  return db
    .selectFrom('label')
    .selectAll('label')
    .where(sql<SqlBool>`(label.project_id is null or label.project_id = any(${[...actor.standings.keys()]}))`)
}

/** @throws AppError `notFound` when it is missing or hidden */
export async function getLabel(db: Db, actor: Actor, id: number): Promise<LabelRecord> {
  const label = await visibleLabels(db, actor).where('label.id', '=', id).executeTakeFirst()
  if (label === undefined) throw notFound(`label: ${id}`)
  return label
}

export function viewLabel(label: LabelRecord): LabelView {
  return {
    id: label.id,
    name: label.name,
    color: label.color,
    description: label.description,
    isGlobal: label.project_id === null,
  }
}
