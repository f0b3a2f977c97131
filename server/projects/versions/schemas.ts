import {z} from 'zod'
import {dateSchema, timeSchema} from '../../issues/schemas.ts'
import {descriptionSchema, nameSchema} from '../catalogue/schemas.ts'

export const versionSchema = z
  .object({
    id: z.int(),
    name: z.string(),
    description: z.string(),
    startsOn: dateSchema.nullable(),
    releasedOn: dateSchema.nullable().meta({description: 'When it was released, or shall be'}),
    isReleased: z.boolean(),
    archivedAt: timeSchema.nullable(),
  })
  .meta({id: 'Version'})
export type VersionView = z.infer<typeof versionSchema>

const fields = {
  name: nameSchema,
  description: descriptionSchema,
  startsOn: dateSchema.nullable(),
  releasedOn: dateSchema.nullable(),
  isReleased: z.boolean(),
}

export const createVersionSchema = z
  .object({...z.object(fields).partial().shape, name: nameSchema})
  .strict()
  .meta({id: 'CreateVersion'})
export type CreateVersion = z.output<typeof createVersionSchema>

export const changeVersionSchema = z
  .object({...fields, isArchived: z.boolean()})
  .partial()
  .strict()
  .meta({id: 'ChangeVersion'})
export type ChangeVersion = z.output<typeof changeVersionSchema>
