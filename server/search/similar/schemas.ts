import {z} from 'zod'
import {issueFields, issueRowSchema} from '../../issues/schemas.ts'

const project = z.string().max(20).meta({description: 'Key of the project'})
const limit = z.int().min(1).max(50)
const days = z
  .int()
  .min(1)
  .max(36_500)
  .meta({description: 'How far back issues may have been created; 365 by default'})
const error = z
  .string()
  .max(100_000)
  .meta({description: 'What the program said: a message, the lines of a stack, a fingerprint'})

/** In an address: a title while it is typed, or a short report. */
export const similarQuery = z.object({
  project,
  title: z.string().max(500).meta({description: 'The last word may be unfinished'}),
  body: z.string().max(4_000).default(''),
  error: error.max(4_000).default(''),
  component: z
    .union([z.string(), z.array(z.string())])
    .transform((names) => [names].flat())
    .pipe(z.array(z.string().max(200)).max(20))
    .default([])
    .meta({description: 'Name or id of a component; may be given several times'}),
  days: z.coerce.number().pipe(days).default(365),
  limit: z.coerce.number().pipe(limit).default(10),
})

export const similarReportSchema = z
  .object({
    project,
    title: z.string().max(500).default(''),
    body: issueFields.body.default(''),
    steps: issueFields.steps.default(''),
    expected: issueFields.expected.default(''),
    actual: issueFields.actual.default(''),
    error: error.default(''),
    componentIds: issueFields.componentIds.default([]),
    affectsVersionIds: issueFields.affectsVersionIds.default([]),
    days: days.default(365),
    limit: limit.default(10),
  })
  .strict()
  .meta({id: 'SimilarReport'})
export type SimilarReport = z.output<typeof similarReportSchema>

export const similarToIssueQuery = similarQuery.pick({days: true, limit: true})

export const similarIssueSchema = issueRowSchema
  .extend({
    score: z.number().meta({description: 'Comparable within one answer; most unrelated ones are below 9'}),
    isLikely: z.boolean().meta({
      description:
        'Worth showing while somebody still writes. A suggestion: half of the duplicates have it, and a third of all new reports get one',
    }),
    because: z
      .array(z.object({key: z.string()}))
      .meta({description: 'Similar ones that a person marked as duplicates of this one'}),
  })
  .meta({id: 'SimilarIssue'})

export const similarIssuesSchema = z.object({items: z.array(similarIssueSchema)}).meta({id: 'SimilarIssues'})
export type SimilarIssues = z.output<typeof similarIssuesSchema>
