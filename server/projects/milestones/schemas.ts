import {z} from 'zod'
import {dateSchema, timeSchema} from '../../issues/schemas.ts'
import {descriptionSchema, nameSchema} from '../catalogue/schemas.ts'

export const milestoneSchema = z
  .object({
    id: z.int(),
    name: z.string(),
    description: z.string(),
    startsOn: dateSchema.nullable(),
    dueOn: dateSchema.nullable(),
    closedAt: timeSchema.nullable(),
  })
  .meta({id: 'Milestone'})
export type MilestoneView = z.infer<typeof milestoneSchema>

const fields = {
  name: nameSchema,
  description: descriptionSchema,
  startsOn: dateSchema.nullable(),
  dueOn: dateSchema.nullable(),
}

export const createMilestoneSchema = z
  .object({...z.object(fields).partial().shape, name: nameSchema})
  .strict()
  .meta({id: 'CreateMilestone'})
export type CreateMilestone = z.output<typeof createMilestoneSchema>

export const changeMilestoneSchema = z
  .object({...fields, isClosed: z.boolean()})
  .partial()
  .strict()
  .meta({id: 'ChangeMilestone'})
export type ChangeMilestone = z.output<typeof changeMilestoneSchema>
