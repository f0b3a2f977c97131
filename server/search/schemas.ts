import {z} from 'zod'
import {issueRowSchema} from '../issues/schemas.ts'

export const searchKinds = ['issue', 'person', 'project', 'label', 'view'] as const
export type SearchKind = (typeof searchKinds)[number]

const rangeSchema = z
  .tuple([z.int(), z.int()])
  .meta({description: 'Start and end in UTF-16 units; the end does not belong to it'})
const marksSchema = z.array(rangeSchema).meta({description: 'What was looked for, to be marked'})

export const snippetSources = [
  'body',
  'steps',
  'actual',
  'expected',
  'environment',
  'comment',
  'note',
  'attachment',
] as const

export const foundIssueSchema = issueRowSchema
  .extend({
    titleMarks: marksSchema,
    snippet: z
      .object({source: z.enum(snippetSources), text: z.string(), marks: marksSchema})
      .nullable()
      .meta({description: 'The part of its texts that has the most of the words; null when it has no text'}),
  })
  .meta({id: 'FoundIssue'})
export type FoundIssue = z.infer<typeof foundIssueSchema>

export const foundSchema = z
  .object({
    correctedTo: z
      .string()
      .nullable()
      .meta({description: 'The query that was answered instead, where nothing matched it as it was written'}),
    issues: z.object({
      items: z.array(foundIssueSchema),
      hasMore: z.boolean().meta({description: 'All of them: GET issues with the same q'}),
    }),
    people: z.array(z.object({id: z.int(), name: z.string(), login: z.string().nullable()})),
    projects: z.array(z.object({key: z.string(), name: z.string()})),
    labels: z.array(
      z.object({id: z.int(), name: z.string(), color: z.string().nullable(), project: z.string().nullable()}),
    ),
    views: z.array(z.object({id: z.int(), name: z.string(), query: z.string()})),
  })
  .meta({id: 'Found'})
export type Found = z.infer<typeof foundSchema>
