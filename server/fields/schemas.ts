import {z} from 'zod'
import {timeSchema} from '../issues/schemas.ts'
import {lineSchema, textSchema} from '../projects/text-schemas.ts'
import {isReservedKey} from './reserved-keys.ts'
import {fieldKinds} from './tables.ts'

export const fieldParams = z.object({
  key: z.string().max(60).meta({description: 'Key of the field, such as customer-tier'}),
})

/** How the field is written in a query and in the API; it never changes. */
const keySchema = z
  .string()
  .trim()
  .max(40, 'A key has at most 40 characters')
  .regex(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    'A key has small letters, digits and hyphens between them, and begins with a letter',
  )
  .refine((key) => !isReservedKey(key), 'This word has a meaning in queries already')

const choiceSchema = lineSchema(100)

const projectsSchema = z
  .array(z.string().max(20))
  .min(1, 'Name a project, or null for all')
  .max(1000)
  .nullable()
  .meta({description: 'Keys of the projects whose issues can have it; null: all'})

const typesSchema = z
  .array(z.string().max(40))
  .min(1, 'Name a type, or null for all')
  .max(100)
  .nullable()
  .meta({description: 'Keys of the types that ask for it; null: all'})

/** What an administrator can set of a field, when it is created and when it is changed. */
const fieldFields = {
  name: lineSchema(120),
  description: textSchema(5000),
  choices: z
    .array(choiceSchema)
    .max(500)
    .refine(isUnique, 'Each choice is there once, ignoring case')
    .meta({description: 'What a field of kind choice offers, in this order'}),
  projects: projectsSchema,
  types: typesSchema,
  isRequired: z.boolean().meta({description: 'Needed to create an issue; older issues may lack it'}),
  position: z.int().min(0).max(1_000_000).meta({description: 'Its place among the fields'}),
} as const

const {name, ...others} = fieldFields

export const createFieldSchema = z
  .object({key: keySchema, kind: z.enum(fieldKinds), name, ...z.object(others).partial().shape})
  .strict()
  .meta({id: 'CreateField'})
export type CreateField = z.output<typeof createFieldSchema>

export const changeFieldSchema = z
  .object({
    ...fieldFields,
    renamedChoices: z.record(z.string().max(100), choiceSchema).meta({
      description:
        'New names by old ones. Issues follow. A choice that takes the name of another becomes one with it',
    }),
  })
  .partial()
  .strict()
  .meta({id: 'ChangeField'})
export type ChangeField = z.output<typeof changeFieldSchema>

export const listFieldsQuery = z.object({
  project: z.string().max(20).optional().meta({description: 'Key: only fields that its issues can have'}),
  all: z.enum(['true', 'false']).default('false').meta({description: 'Also those that are archived'}),
})
export type ListFields = z.output<typeof listFieldsQuery>

export const fieldSchema = z
  .object({
    id: z.int(),
    key: z.string(),
    name: z.string(),
    kind: z.enum(fieldKinds),
    choices: z.array(z.string()),
    description: z.string(),
    projects: z
      .array(z.string())
      .nullable()
      .meta({description: 'Keys of the projects that the reader sees; null: all projects have it'}),
    types: z.array(z.string()).nullable().meta({description: 'Keys; null: all types ask for it'}),
    isRequired: z.boolean(),
    position: z.int(),
    version: z.int().meta({description: 'Sent as ETag; If-Match with an older one gets 412'}),
    archivedAt: timeSchema.nullable().meta({description: 'Archived: kept and shown, but no longer set'}),
    createdAt: timeSchema,
  })
  .meta({id: 'Field'})
export type FieldView = z.output<typeof fieldSchema>

function isUnique(choices: readonly string[]): boolean {
  return new Set(choices.map((choice) => choice.toLowerCase())).size === choices.length
}
