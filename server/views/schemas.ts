import {z} from 'zod'
import {maxLength} from '../../query/parse.ts'
import {personRefSchema, timeSchema} from '../issues/schemas.ts'
import {lineSchema, textSchema} from '../projects/text-schemas.ts'
import {layoutSchema} from './layout.ts'

export const viewSchema = z
  .object({
    id: z.int(),
    name: z.string(),
    owner: personRefSchema.nullable().meta({description: 'null where the reader is told of no people'}),
    project: z.string().nullable().meta({
      description: 'Key of the project where it is shown; null: in all. It does not narrow the query',
    }),
    isShared: z
      .boolean()
      .meta({description: 'Seen by everybody who sees the project, and not by its owner alone'}),
    query: z.string().meta({
      description:
        'As it was written, with the names that things have now. Where it names something that the reader may not see, "?" or a key that leads nowhere stands instead',
    }),
    hidesNames: z.boolean().meta({description: 'The query names something that the reader may not see'}),
    layout: layoutSchema,
    position: z.int().meta({description: 'Its place among the views that are shown with it'}),
    version: z.int().meta({description: 'Sent as ETag; If-Match with an older one gets 412'}),
    createdAt: timeSchema,
    updatedAt: timeSchema,
    can: z.object({
      change: z.object({allowed: z.boolean(), reason: z.string().nullable()}),
    }),
  })
  .meta({id: 'View'})
export type View = z.output<typeof viewSchema>

const name = lineSchema(120)
const others = {
  query: textSchema(maxLength).meta({
    description: 'See docs/query.md; names in it are followed when they change',
  }),
  project: z.string().max(20).toUpperCase().nullable().meta({description: 'Key; null: all projects'}),
  isShared: z.boolean(),
  layout: layoutSchema,
} as const

export const createViewSchema = z
  .object({name, ...z.object(others).partial().shape})
  .strict()
  .meta({id: 'CreateView'})
export type CreateView = z.output<typeof createViewSchema>

export const changeViewSchema = z
  .object({name, ...others})
  .partial()
  .strict()
  .meta({id: 'ChangeView'})
export type ChangeView = z.output<typeof changeViewSchema>
