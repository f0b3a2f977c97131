import type {Context} from '../../core/context.ts'
import {afterName, byName, pageByName, type Page} from '../catalogue/page-by-name.ts'
import type {ListQuery} from '../catalogue/schemas.ts'
import {getProject} from '../queries.ts'
import {viewMilestone, visibleMilestones} from './queries.ts'
import type {MilestoneView} from './schemas.ts'

/** A page of the milestones of a project, by name. */
export async function listMilestones(
  {db, actor}: Context,
  key: string,
  {all, cursor, limit}: ListQuery,
): Promise<Page<MilestoneView>> {
  const project = await getProject(db, actor, key)
  const rows = await visibleMilestones(db, actor)
    .where('milestone.project_id', '=', project.id)
    .$if(all === 'false', (query) => query.where('milestone.closed_at', 'is', null))
    .where(afterName('milestone', cursor))
    .orderBy(byName('milestone'))
    .orderBy('milestone.id')
    .limit(limit + 1)
    .execute()
  const {items, nextCursor} = pageByName(rows, limit)
  return {items: items.map(viewMilestone), nextCursor}
}
