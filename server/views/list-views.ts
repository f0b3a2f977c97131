import {sql, type SqlBool} from 'kysely'
import {z} from 'zod'
import type {Context} from '../core/context.ts'
import {notFound} from '../core/errors.ts'
import {decodeCursor, encodeCursor, pageQuery} from '../core/http/cursor.ts'
import {presentViews} from './present-views.ts'
import {visibleViews} from './queries.ts'
import type {View} from './schemas.ts'

export const listViewsQuery = pageQuery.extend({
  project: z
    .string()
    .max(20)
    .optional()
    .meta({description: 'Key: only views that are shown there, those of all projects left out'}),
})
export type ListViews = z.output<typeof listViewsQuery>

const cursorShape = z.tuple([z.int32(), z.int32()])

/** A page of the views that the actor may see. Those that are shown together are in their order. */
export async function listViews(
  {db, actor}: Context,
  {project, cursor, limit}: ListViews,
): Promise<{items: View[]; nextCursor: string | null}> {
  const projectId = project === undefined ? null : actor.projectIds.get(project.toUpperCase())
  if (projectId === undefined) throw notFound(`project: ${project ?? ''}`)
  const [position, id] = cursor === undefined ? [0, 0] : decodeCursor(cursor, cursorShape)
  const rows = await visibleViews(db, actor)
    .where(sql<SqlBool>`(${projectId}::integer is null or view.project_id = ${projectId})`)
    .where(sql<SqlBool>`(view.position, view.id) > (${position}, ${id})`)
    .orderBy('view.position')
    .orderBy('view.id')
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    items: await presentViews(db, actor, page),
    nextCursor: last === undefined ? null : encodeCursor([last.position, last.id]),
  }
}
