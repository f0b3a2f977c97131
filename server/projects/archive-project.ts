import type {Context} from '../core/context.ts'
import {recordEvent} from '../core/events/record-event.ts'
import {assertMay} from '../core/rights.ts'
import {transact} from '../core/transact.ts'
import {viewProjectDetail} from './project-view.ts'
import {getProjectForUpdate} from './queries.ts'
import type {ProjectDetail} from './schemas.ts'

/** Makes a project and its issues read-only. Archiving an archived one changes nothing and tells nobody. */
export function archiveProject(ctx: Context, key: string): Promise<ProjectDetail> {
  return setArchived(ctx, key, true)
}

export function unarchiveProject(ctx: Context, key: string): Promise<ProjectDetail> {
  return setArchived(ctx, key, false)
}

function setArchived(ctx: Context, key: string, isArchived: boolean): Promise<ProjectDetail> {
  return transact(ctx, async ({tx, afterCommit}) => {
    const project = await getProjectForUpdate(tx, ctx.actor, key)
    assertMay(ctx.actor, 'project.archive', project.id)
    if ((project.archived_at !== null) === isArchived) return viewProjectDetail(tx, ctx.actor, project)

    const changed = await tx
      .updateTable('project')
      .set((eb) => ({archived_at: isArchived ? ctx.now() : null, version: eb('version', '+', 1)}))
      .where('id', '=', project.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    const kind = isArchived ? 'project.archived' : 'project.unarchived'
    await recordEvent(tx, ctx, {kind}, {projectId: project.id})
    afterCommit(() => ctx.services.signals.rightsChanged())
    return viewProjectDetail(tx, ctx.actor, changed)
  })
}
