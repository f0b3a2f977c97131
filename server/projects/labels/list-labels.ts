import {sql, type SqlBool} from 'kysely'
import type {Context} from '../../core/context.ts'
import {afterName, byName, pageByName, type Page} from '../catalogue/page-by-name.ts'
import {getProject} from '../queries.ts'
import {viewLabel, visibleLabels} from './queries.ts'
import type {LabelView} from './schemas.ts'

export interface ListLabels {
  cursor?: string | undefined
  limit: number
}

/** A page of the labels that issues of a project can have, by name: its own and those of all projects. */
export async function listLabels(ctx: Context, key: string, page: ListLabels): Promise<Page<LabelView>> {
  const project = await getProject(ctx.db, ctx.actor, key)
  return listLabelsOf(ctx, project.id, page)
}

/** A page of the labels of all projects. */
export function listGlobalLabels(ctx: Context, page: ListLabels): Promise<Page<LabelView>> {
  return listLabelsOf(ctx, null, page)
}

async function listLabelsOf(
  {db, actor}: Context,
  projectId: number | null,
  {cursor, limit}: ListLabels,
): Promise<Page<LabelView>> {
  const rows = await visibleLabels(db, actor)
    .where(sql<SqlBool>`(label.project_id is null or label.project_id = ${projectId})`)
    .where(afterName('label', cursor))
    .orderBy(byName('label'))
    .orderBy('label.id')
    .limit(limit + 1)
    .execute()
  const {items, nextCursor} = pageByName(rows, limit)
  return {items: items.map(viewLabel), nextCursor}
}
