import {sql, type SelectQueryBuilder, type Selectable, type SqlBool} from 'kysely'
import type {Actor} from '../core/actor.ts'
import type {Db, Tx} from '../core/database/database.ts'
import {notFound} from '../core/errors.ts'
import type {Schema} from '../schema.ts'
import type {ProjectTable} from './tables.ts'

export type ProjectRecord = Selectable<ProjectTable>

/** Projects the actor may see. */
export function visibleProjects(db: Db, actor: Actor): SelectQueryBuilder<Schema, 'project', object> {
  return db.selectFrom('project').where(sql<SqlBool>`project.id = any(${[...actor.standings.keys()]})`)
}

/**
 * The project of a key, also of one it had before.
 *
 * @throws AppError `notFound` when it is missing or hidden
 */
export async function getProject(db: Db, actor: Actor, key: string): Promise<ProjectRecord> {
  const project = await selectByKey(db, actor, key).executeTakeFirst()
  if (project === undefined) throw notFound(`project: ${key}`)
  return project
}

/**
 * The same, locked against other changes of the project and of its lists until the end of the
 * transaction. Issues can be written meanwhile.
 */
export async function getProjectForUpdate(tx: Tx, actor: Actor, key: string): Promise<ProjectRecord> {
  const project = await selectByKey(tx, actor, key).forNoKeyUpdate().executeTakeFirst()
  if (project === undefined) throw notFound(`project: ${key}`)
  return project
}

export async function getProjectByIdForUpdate(tx: Tx, actor: Actor, id: number): Promise<ProjectRecord> {
  const project = await visibleProjects(tx, actor)
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (project === undefined) throw notFound('project')
  return project
}

function selectByKey(db: Db, actor: Actor, key: string) {
  const id = actor.projectIds.get(key.toUpperCase()) ?? 0
  return visibleProjects(db, actor).selectAll().where('project.id', '=', id)
}
