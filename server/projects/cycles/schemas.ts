import {z} from 'zod'
import {dateSchema, timeSchema} from '../../issues/schemas.ts'
import {descriptionSchema, nameSchema} from '../catalogue/schemas.ts'

export const cycleSchema = z
  .object({
    id: z.int(),
    name: z.string(),
    goal: z.string(),
    startsOn: dateSchema.nullable(),
    endsOn: dateSchema.nullable(),
    closedAt: timeSchema.nullable(),
  })
  .meta({id: 'Cycle'})
export type CycleView = z.infer<typeof cycleSchema>

const fields = {
  name: nameSchema,
  goal: descriptionSchema,
  startsOn: dateSchema.nullable(),
  endsOn: dateSchema.nullable(),
}

export const createCycleSchema = z
  .object({...z.object(fields).partial().shape, name: nameSchema})
  .strict()
  .meta({id: 'CreateCycle'})
export type CreateCycle = z.output<typeof createCycleSchema>

export const changeCycleSchema = z
  .object({...fields, isClosed: z.boolean()})
  .partial()
  .strict()
  .meta({id: 'ChangeCycle'})
export type ChangeCycle = z.output<typeof changeCycleSchema>
