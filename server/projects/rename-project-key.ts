import {z} from 'zod'
import type {Context} from '../core/context.ts'
import {recordEvent} from '../core/events/record-event.ts'
import {assertMay} from '../core/rights.ts'
import {transact} from '../core/transact.ts'
import {claimProjectKey} from './project-key.ts'
import {viewProjectDetail} from './project-view.ts'
import {getProject, getProjectForUpdate} from './queries.ts'
import {projectKeySchema, type ProjectDetail} from './schemas.ts'

export const renameProjectKeySchema = z
  .object({key: projectKeySchema})
  .strict()
  .meta({id: 'RenameProjectKey'})

/** The old key keeps leading to the project and is never given to another one. */
export function renameProjectKey(ctx: Context, key: string, newKey: string): Promise<ProjectDetail> {
  return transact(ctx, async ({tx, afterCommit}) => {
    const {id} = await getProject(tx, ctx.actor, key)
    assertMay(ctx.actor, 'project.renameKey', id)
    await claimProjectKey(tx, newKey, id)
    const project = await getProjectForUpdate(tx, ctx.actor, key)
    if (project.key === newKey) return viewProjectDetail(tx, ctx.actor, project)

    await tx.deleteFrom('former_project_key').where('key', '=', newKey).execute()
    await tx.insertInto('former_project_key').values({key: project.key, project_id: id}).execute()
    const renamed = await tx
      .updateTable('project')
      .set((eb) => ({key: newKey, version: eb('version', '+', 1)}))
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await recordEvent(tx, ctx, {kind: 'project.keyRenamed', from: project.key, to: newKey}, {projectId: id})
    afterCommit(() => ctx.services.signals.rightsChanged())
    return viewProjectDetail(tx, ctx.actor, renamed)
  })
}
