import {z} from 'zod'
import type {Context} from '../core/context.ts'
import {recordEvent} from '../core/events/record-event.ts'
import {assertMay} from '../core/rights.ts'
import {transact} from '../core/transact.ts'
import {assertAssignable} from './assignable-people.ts'
import {claimProjectKey} from './project-key.ts'
import {getParentId} from './project-tree.ts'
import {setProjectTypes} from './project-types.ts'
import {projectFields, projectKeySchema} from './schemas.ts'

export const createProjectSchema = z
  .object({
    key: projectKeySchema,
    name: projectFields.name,
    description: projectFields.description.default(''),
    visibility: projectFields.visibility.default('internal'),
    parentKey: projectFields.parentKey.default(null),
    types: projectFields.types
      .optional()
      .meta({description: 'Keys of the enabled types; all of them if left out'}),
    defaultAssigneeId: projectFields.defaultAssigneeId.default(null),
    language: projectFields.language.default('en'),
  })
  .strict()
  .meta({id: 'CreateProject'})
export type CreateProject = z.output<typeof createProjectSchema>

export interface CreatedProject {
  id: number
  key: string
  version: number
}

export function createProject(ctx: Context, input: CreateProject): Promise<CreatedProject> {
  return transact(ctx, async ({tx, afterCommit}) => {
    assertMay(ctx.actor, 'project.create', null)
    const parentId = getParentId(ctx.actor, input.parentKey)
    await claimProjectKey(tx, input.key)
    // Whoever has a role in a new project has it from above.
    const place = {id: parentId ?? 0, visibility: input.visibility}
    await assertAssignable(tx, place, input.defaultAssigneeId, '/defaultAssigneeId')

    const {id} = await tx
      .insertInto('project')
      .values({
        key: input.key,
        name: input.name,
        description: input.description,
        visibility: input.visibility,
        language: input.language,
        parent_id: parentId,
        default_assignee_id: input.defaultAssigneeId,
        created_at: ctx.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tx.insertInto('project_counter').values({project_id: id}).execute()
    await setProjectTypes(tx, id, input.types)
    await recordEvent(tx, ctx, {kind: 'project.created', key: input.key}, {projectId: id})
    afterCommit(() => ctx.services.signals.rightsChanged())
    return {id, key: input.key, version: 1}
  })
}
