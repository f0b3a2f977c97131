import {sql} from 'kysely'
import type {Context} from '../core/context.ts'
import {viewProject} from './project-view.ts'
import {visibleProjects} from './queries.ts'
import type {ProjectView} from './schemas.ts'

/** All projects the actor may see, by name; `parentKey` makes a tree of them. */
export async function listProjects({db, actor}: Context): Promise<{items: ProjectView[]}> {
  const projects = await visibleProjects(db, actor)
    .selectAll()
    .orderBy(sql`name collate human`)
    .orderBy('id')
    .execute()
  const keys = new Map(projects.map(({id, key}) => [id, key]))
  return {
    items: projects.map((project) => viewProject(actor, project, keys.get(project.parent_id ?? 0) ?? null)),
  }
}
