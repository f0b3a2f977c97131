import {z} from 'zod'
import {personRefSchema, timeSchema} from '../../issues/schemas.ts'
import {descriptionSchema, nameSchema} from '../catalogue/schemas.ts'

export const componentSchema = z
  .object({
    id: z.int(),
    name: z.string(),
    description: z.string(),
    assignee: personRefSchema
      .nullable()
      .meta({description: 'null also for readers who may not see who works in the project'}),
    archivedAt: timeSchema.nullable(),
  })
  .meta({id: 'Component'})
export type ComponentView = z.infer<typeof componentSchema>

const fields = {
  name: nameSchema,
  description: descriptionSchema,
  assigneeId: z.int32().positive().nullable(),
}

export const createComponentSchema = z
  .object({...z.object(fields).partial().shape, name: nameSchema})
  .strict()
  .meta({id: 'CreateComponent'})
export type CreateComponent = z.output<typeof createComponentSchema>

export const changeComponentSchema = z
  .object({...fields, isArchived: z.boolean()})
  .partial()
  .strict()
  .meta({id: 'ChangeComponent'})
export type ChangeComponent = z.output<typeof changeComponentSchema>
