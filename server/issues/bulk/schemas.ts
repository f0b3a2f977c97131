import {z} from 'zod'
import {timeZoneSchema} from '../find/time-zone.ts'
import {changeIssueSchema, labelNameSchema, timeSchema} from '../schemas.ts'

export const maxIssues = 10_000

/** Texts belong to one issue. */
const bulkFieldsSchema = changeIssueSchema
  .omit({title: true, body: true, steps: true, expected: true, actual: true})
  .meta({id: 'BulkFields'})

const labelsSchema = z.array(labelNameSchema).max(50).default([])

export const startBulkChangeSchema = z
  .object({
    keys: z.array(z.string().max(30)).min(1).max(maxIssues).optional(),
    q: z.string().max(2000).optional().meta({description: 'Or: all issues that match this query'}),
    timeZone: timeZoneSchema,
    change: bulkFieldsSchema.default({}),
    addLabels: labelsSchema,
    removeLabels: labelsSchema,
    delete: z.boolean().default(false).meta({description: 'Put them into the bin'}),
  })
  .strict()
  .refine(({keys, q}) => (keys === undefined) !== (q === undefined), 'Give either keys or q')
  .refine(
    ({delete: deletes, ...how}) => deletes !== setsSomething(how),
    'Give either something to change or delete',
  )
  .meta({id: 'StartBulkChange'})
export type StartBulkChange = z.output<typeof startBulkChangeSchema>

interface Settings {
  readonly change: z.output<typeof bulkFieldsSchema>
  readonly addLabels: readonly string[]
  readonly removeLabels: readonly string[]
}

function setsSomething({change, addLabels, removeLabels}: Settings): boolean {
  return Object.keys(change).length + addLabels.length + removeLabels.length > 0
}

/** What is done to each issue, as it is stored. */
export interface BulkAct extends Settings {
  readonly delete: boolean
}

export const startedBulkChangeSchema = z.object({id: z.int()}).meta({id: 'StartedBulkChange'})

export const bulkChangeSchema = z
  .object({
    id: z.int(),
    state: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']),
    total: z.int().meta({description: 'Issues it is about'}),
    done: z.int().meta({description: 'How many of them it has dealt with'}),
    changed: z.int().meta({description: 'How many of those were different afterwards'}),
    failures: z.array(z.object({key: z.string(), reason: z.string()})),
    undoOf: z.int().nullable().meta({description: 'The bulk change that it takes back'}),
    createdAt: timeSchema,
    finishedAt: timeSchema.nullable(),
  })
  .meta({id: 'BulkChange'})
export type BulkChangeView = z.output<typeof bulkChangeSchema>
