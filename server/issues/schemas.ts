import {z} from 'zod'
import {customInputSchema} from '../fields/value-schemas.ts'
import {categories, kinds} from '../workflow/tables.ts'
import {priorities, reproducibilities, resolutions, severities, visibilities} from './tables.ts'

/** ISO 8601 in UTC. */
export const timeSchema = z.iso.datetime({offset: true})
export const dateSchema = z.iso.date()

export const personRefSchema = z.object({id: z.int(), name: z.string()}).meta({id: 'PersonRef'})
export const namedRefSchema = z.object({id: z.int(), name: z.string()}).meta({id: 'NamedRef'})
export const statusRefSchema = z
  .object({id: z.int(), key: z.string(), name: z.string(), category: z.enum(categories)})
  .meta({id: 'StatusRef'})

/** A row of a list: what a list shows, and no more. */
export const issueRowSchema = z
  .object({
    key: z.string(),
    title: z.string(),
    type: z.string(),
    kind: z.enum(kinds),
    status: statusRefSchema,
    resolution: z.enum(resolutions).nullable(),
    priority: z.enum(priorities),
    severity: z.enum(severities).nullable(),
    visibility: z.enum(visibilities),
    assignee: personRefSchema.nullable(),
    labels: z.array(z.string()),
    dueOn: dateSchema.nullable(),
    commentCount: z.int(),
    attachmentCount: z.int(),
    voteCount: z.int(),
    version: z.int(),
    createdAt: timeSchema,
    updatedAt: timeSchema,
  })
  .meta({id: 'IssueRow'})

export type IssueRow = z.infer<typeof issueRowSchema>

const text = z
  .string()
  .max(1_000_000)
  .refine((value) => !value.includes('\0'), 'A text holds no NUL character')
const id = z.int32().positive()
const ids = z.array(id).max(100)

export const titleSchema = z
  .string()
  .trim()
  .min(1, 'A title is needed')
  .max(500, 'A title has at most 500 characters')
  .refine((title) => !/[\r\n\0]/.test(title), 'A title is one line')
export const labelNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^,\0\r\n]+$/, 'A label holds no comma')

/** Every field of an issue that a person can set, for a change; each is optional there. */
export const issueFields = {
  title: titleSchema,
  type: z.string().max(40).meta({description: 'Key of the type, such as bug'}),
  status: z
    .string()
    .max(60)
    .meta({description: "Key of a status in the type's workflow, such as in-progress"}),
  resolution: z.enum(resolutions).nullable(),
  body: text.meta({description: 'Markdown'}),
  steps: text.meta({description: 'Steps to reproduce, Markdown'}),
  expected: text,
  actual: text,
  environment: text,
  priority: z.enum(priorities),
  severity: z.enum(severities).nullable(),
  reproducibility: z.enum(reproducibilities).nullable(),
  visibility: z.enum(visibilities),
  assigneeId: id.nullable(),
  reporterId: id,
  labels: z.array(labelNameSchema).max(50),
  componentIds: ids,
  affectsVersionIds: ids,
  targetVersionIds: ids,
  fixedVersionIds: ids,
  milestoneId: id.nullable(),
  cycleId: id.nullable(),
  parentKey: z.string().max(30).nullable(),
  startOn: dateSchema.nullable(),
  dueOn: dateSchema.nullable(),
  estimateMinutes: z.int().min(0).max(10_000_000).nullable(),
  custom: customInputSchema,
} as const

const {title, type, status: _status, resolution: _resolution, ...others} = issueFields

export const createIssueSchema = z
  .object({
    project: z.string().max(20).meta({description: 'Key of the project'}),
    type: type.default('task'),
    title,
    status: issueFields.status.optional(),
    ...z.object(others).partial().shape,
  })
  .strict()
  .meta({id: 'CreateIssue'})
export type CreateIssue = z.output<typeof createIssueSchema>

export const changeIssueSchema = z.object(issueFields).partial().strict().meta({id: 'ChangeIssue'})
export type ChangeIssue = z.output<typeof changeIssueSchema>

/** A right that the reader has, or why not. */
const permissionSchema = z.object({allowed: z.boolean(), reason: z.string().nullable()})

export const issueSchema = z
  .object({
    id: z.int(),
    key: z.string(),
    number: z.int(),
    project: z.object({id: z.int(), key: z.string(), name: z.string()}),
    type: z.object({
      key: z.string(),
      name: z.string(),
      kind: z.enum(kinds),
      icon: z.string(),
      color: z.string(),
    }),
    title: z.string(),
    body: z.string().meta({description: 'Markdown, as it was written; so are the other texts'}),
    steps: z.string(),
    expected: z.string(),
    actual: z.string(),
    environment: z.string(),
    html: z
      .object({
        body: z.string(),
        steps: z.string(),
        expected: z.string(),
        actual: z.string(),
        environment: z.string(),
      })
      .optional()
      .meta({description: 'The texts as safe HTML, with include=html'}),
    status: statusRefSchema,
    resolution: z.enum(resolutions).nullable(),
    priority: z.enum(priorities),
    severity: z.enum(severities).nullable(),
    reproducibility: z.enum(reproducibilities).nullable(),
    visibility: z.enum(visibilities),
    reporter: personRefSchema,
    assignee: personRefSchema.nullable(),
    labels: z.array(z.string()),
    components: z.array(namedRefSchema),
    affectsVersions: z.array(namedRefSchema),
    targetVersions: z.array(namedRefSchema),
    fixedVersions: z.array(namedRefSchema),
    milestone: namedRefSchema.nullable(),
    cycle: namedRefSchema.nullable(),
    parent: z.object({key: z.string(), title: z.string()}).nullable(),
    subIssueCount: z.int(),
    startOn: dateSchema.nullable(),
    dueOn: dateSchema.nullable(),
    estimateMinutes: z.int().nullable(),
    custom: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), personRefSchema]))
      .meta({description: 'Values of the fields of this workspace, by key; what has none is left out'}),
    commentCount: z.int(),
    noteCount: z
      .int()
      .nullable()
      .meta({description: 'Internal notes; null for readers who may not see them'}),
    attachmentCount: z.int(),
    voteCount: z.int(),
    watcherCount: z.int(),
    isWatched: z.boolean(),
    isVoted: z.boolean(),
    version: z.int().meta({description: 'Sent as ETag; If-Match with an older one gets 412'}),
    createdAt: timeSchema,
    updatedAt: timeSchema,
    resolvedAt: timeSchema.nullable(),
    closedAt: timeSchema.nullable(),
    can: z
      .object({
        change: permissionSchema,
        changeText: permissionSchema,
        comment: permissionSchema,
        addNote: permissionSchema,
        attach: permissionSchema,
        watch: permissionSchema,
        vote: permissionSchema,
        relate: permissionSchema,
        move: permissionSchema,
        delete: permissionSchema,
      })
      .meta({id: 'IssuePermissions'}),
  })
  .meta({id: 'Issue'})
export type IssueView = z.infer<typeof issueSchema>
