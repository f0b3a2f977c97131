import type {Context} from '../../core/context.ts'
import {afterName, byName, pageByName, type Page} from '../catalogue/page-by-name.ts'
import type {ListQuery} from '../catalogue/schemas.ts'
import {getProject} from '../queries.ts'
import {viewComponent, visibleComponents} from './queries.ts'
import type {ComponentView} from './schemas.ts'

/** A page of the components of a project, by name. */
export async function listComponents(
  {db, actor}: Context,
  key: string,
  {all, cursor, limit}: ListQuery,
): Promise<Page<ComponentView>> {
  const project = await getProject(db, actor, key)
  const rows = await visibleComponents(db, actor)
    .where('component.project_id', '=', project.id)
    .$if(all === 'false', (query) => query.where('component.archived_at', 'is', null))
    .where(afterName('component', cursor))
    .orderBy(byName('component'))
    .orderBy('component.id')
    .limit(limit + 1)
    .execute()
  const {items, nextCursor} = pageByName(rows, limit)
  return {items: items.map((component) => viewComponent(actor, component)), nextCursor}
}
