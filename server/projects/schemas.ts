import {z} from 'zod'
import {standings} from '../core/roles.ts'
import {personRefSchema, timeSchema} from '../issues/schemas.ts'
import {kinds} from '../workflow/tables.ts'
import {projectVisibilities} from './tables.ts'
import {lineSchema, textSchema} from './text-schemas.ts'

/** A right that the reader has, or why not. */
const permissionSchema = z.object({allowed: z.boolean(), reason: z.string().nullable()})

export const projectParams = z.object({
  key: z.string().max(20).meta({description: 'Key of the project, such as WEB'}),
})

export const idParams = z.object({id: z.coerce.number().int().positive().max(2_147_483_647)})

/** A key is 2 to 10 capitals and digits and begins with a letter; small letters are taken too. */
export const projectKeySchema = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z][A-Z0-9]{1,9}$/, 'A key has 2 to 10 letters and digits and begins with a letter')

/** What a person can set of a project, when it is created and when it is changed. */
export const projectFields = {
  name: lineSchema(120),
  description: textSchema(100_000).meta({description: 'Markdown'}),
  visibility: z.enum(projectVisibilities),
  parentKey: z.string().max(20).nullable(),
  types: z
    .array(z.string().max(40))
    .min(1, 'A project needs an issue type')
    .max(100)
    .meta({description: 'Keys of the enabled types'}),
  defaultAssigneeId: z.int32().positive().nullable(),
  language: z
    .string()
    .max(35)
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'A language is written as in en, de or pt-BR')
    .meta({description: 'BCP 47 tag of the language its issues are written in'}),
} as const

export const projectSchema = z
  .object({
    id: z.int(),
    key: z.string(),
    name: z.string(),
    description: z.string(),
    parentKey: z.string().nullable().meta({description: 'null also when the reader may not see the parent'}),
    visibility: z.enum(projectVisibilities),
    language: z.string(),
    archivedAt: timeSchema.nullable(),
    standing: z.enum(standings).exclude(['none']).meta({description: 'What the reader is in the project'}),
    version: z.int().meta({description: 'Sent as ETag; If-Match with an older one gets 412'}),
    can: z
      .object({
        createIssue: permissionSchema,
        change: permissionSchema,
        archive: permissionSchema,
        renameKey: permissionSchema,
        members: permissionSchema,
        catalogue: permissionSchema,
        labels: permissionSchema,
        viewPeople: permissionSchema,
      })
      .meta({id: 'ProjectPermissions'}),
  })
  .meta({id: 'Project'})
export type ProjectView = z.infer<typeof projectSchema>

export const projectDetailSchema = z
  .object({
    ...projectSchema.shape,
    types: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        kind: z.enum(kinds),
        icon: z.string(),
        color: z.string(),
      }),
    ),
    defaultAssignee: personRefSchema
      .nullable()
      .meta({description: 'null also for readers who may not see who works in the project'}),
    openIssues: z
      .array(
        z.object({
          kind: z.enum(kinds),
          count: z.int(),
          isAtLeast: z.boolean().meta({description: 'There are more than were counted'}),
        }),
      )
      .meta({description: 'Open issues the reader may see, one number for each enabled kind'}),
  })
  .meta({id: 'ProjectDetail'})
export type ProjectDetail = z.infer<typeof projectDetailSchema>

/** A GET by a key that the project had before leads to its present address. */
export const movedResponse = z.null().meta({description: 'The key was renamed: see Location'})
