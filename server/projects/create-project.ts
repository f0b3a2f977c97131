import {z} from 'zod'
import type {Context} from '../core/context.ts'
import {AppError, invalid} from '../core/errors.ts'
import {recordEvent} from '../core/events/record-event.ts'
import {assertMay} from '../core/rights.ts'
import {transact} from '../core/transact.ts'
import {projectVisibilities} from './tables.ts'

export const projectKeySchema = z
  .string()
  .trim()
  .transform((key) => key.toUpperCase())
  .pipe(
    z.string().regex(/^[A-Z][A-Z0-9]{1,9}$/, 'A key has 2 to 10 letters and digits and begins with a letter'),
  )

export const createProjectSchema = z
  .object({
    key: projectKeySchema,
    name: z.string().trim().min(1, 'A name is needed').max(120),
    description: z.string().max(100_000).default(''),
    visibility: z.enum(projectVisibilities).default('internal'),
    parentKey: z.string().max(20).nullable().default(null),
    types: z
      .array(z.string())
      .min(1)
      .optional()
      .meta({description: 'Keys of the enabled types; all of them if left out'}),
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
    const taken = await tx
      .selectFrom('project')
      .select('key')
      .where('key', '=', input.key)
      .union((eb) => eb.selectFrom('former_project_key').select('key').where('key', '=', input.key))
      .executeTakeFirst()
    if (taken !== undefined)
      throw new AppError('conflict', `The key ${input.key} is taken`, {pointer: '/key'})

    const parentId = input.parentKey === null ? null : ctx.actor.projectIds.get(input.parentKey.toUpperCase())
    if (parentId === undefined) throw invalid('/parentKey', `No such project: ${input.parentKey}`)
    const {id} = await tx
      .insertInto('project')
      .values({
        key: input.key,
        name: input.name,
        description: input.description,
        visibility: input.visibility,
        parent_id: parentId,
        created_at: ctx.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tx.insertInto('project_counter').values({project_id: id}).execute()
    const types = await tx
      .selectFrom('issue_type')
      .select(['id', 'key'])
      .$if(input.types !== undefined, (query) => query.where('key', 'in', input.types ?? []))
      .execute()
    const unknown = input.types?.find((key) => !types.some((type) => type.key === key))
    if (unknown !== undefined) throw invalid('/types', `No such issue type: ${unknown}`)
    await tx
      .insertInto('project_type')
      .values(types.map((type) => ({project_id: id, type_id: type.id})))
      .execute()
    await recordEvent(tx, ctx, {kind: 'project.created', key: input.key}, {projectId: id})
    afterCommit(() => ctx.services.signals.rightsChanged())
    return {id, key: input.key, version: 1}
  })
}
