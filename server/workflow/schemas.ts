import {z} from 'zod'
import {roles} from '../core/roles.ts'
import {categories, kinds} from './tables.ts'

export const statusSchema = z
  .object({
    key: z.string(),
    name: z.string(),
    category: z.enum(categories),
    isInitial: z.boolean().meta({description: 'Where an issue begins'}),
  })
  .meta({id: 'Status'})

export const issueTypeSchema = z
  .object({
    key: z.string(),
    name: z.string(),
    kind: z.enum(kinds),
    icon: z.string(),
    color: z.string(),
    form: z
      .object({fields: z.array(z.string()), required: z.array(z.string())})
      .meta({description: 'The fields that matter for it, in the order in which they are asked'}),
    workflow: z.string().meta({description: 'Key of the workflow'}),
    statuses: z.array(statusSchema),
  })
  .meta({id: 'IssueType'})
export type IssueTypeView = z.infer<typeof issueTypeSchema>

export const workflowSchema = z
  .object({
    key: z.string(),
    name: z.string(),
    statuses: z.array(statusSchema),
    transitions: z
      .array(
        z.object({
          from: z.string(),
          to: z.string(),
          leastRole: z.enum(roles).exclude(['viewer']).nullable(),
          requiredFields: z.array(z.string()),
        }),
      )
      .meta({description: 'None: every change of status is allowed'}),
  })
  .meta({id: 'Workflow'})
export type WorkflowView = z.infer<typeof workflowSchema>
