import type {Context} from '../../core/context.ts'
import {afterName, byName, pageByName, type Page} from '../catalogue/page-by-name.ts'
import type {ListQuery} from '../catalogue/schemas.ts'
import {getProject} from '../queries.ts'
import {viewCycle, visibleCycles} from './queries.ts'
import type {CycleView} from './schemas.ts'

/** A page of the cycles of a project, by name. */
export async function listCycles(
  {db, actor}: Context,
  key: string,
  {all, cursor, limit}: ListQuery,
): Promise<Page<CycleView>> {
  const project = await getProject(db, actor, key)
  const rows = await visibleCycles(db, actor)
    .where('cycle.project_id', '=', project.id)
    .$if(all === 'false', (query) => query.where('cycle.closed_at', 'is', null))
    .where(afterName('cycle', cursor))
    .orderBy(byName('cycle'))
    .orderBy('cycle.id')
    .limit(limit + 1)
    .execute()
  const {items, nextCursor} = pageByName(rows, limit)
  return {items: items.map(viewCycle), nextCursor}
}
