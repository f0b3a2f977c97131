import {sql, type SqlBool} from 'kysely'
import type {Context} from '../core/context.ts'
import {notFound} from '../core/errors.ts'
import {readFields} from './queries.ts'
import type {FieldView, ListFields} from './schemas.ts'

/** All fields the actor may see, or those that the issues of one project can have. */
export async function listFields(
  {db, actor}: Context,
  {project, all}: ListFields,
): Promise<{items: FieldView[]}> {
  const projectId = project === undefined ? null : actor.projectIds.get(project.toUpperCase())
  if (projectId === undefined) throw notFound(`project: ${project ?? ''}`)
  const condition = sql<SqlBool>`(field.archived_at is null or ${all === 'true'}::boolean)
    and (${projectId}::integer is null or field.project_ids is null or ${projectId}::integer = any(field.project_ids))`
  return {items: await readFields(db, actor, condition)}
}
