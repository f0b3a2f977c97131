import {z} from 'zod'
import {doors} from '../../core/context.ts'
import {personRefSchema, timeSchema} from '../schemas.ts'
import {textFields} from '../change/history-fields.ts'
import {relationNames} from '../relations/relation-names.ts'

const changesSchema = z
  .record(z.string(), z.object({from: z.unknown(), to: z.unknown()}))
  .meta({description: 'Old and new value by field; texts are whole'})

/** What happened to an issue. Which members are there depends on the kind. */
export const historyEntrySchema = z
  .object({
    id: z.int(),
    at: timeSchema,
    kind: z.string().meta({description: 'Such as issue.changed, comment.added, relation.added'}),
    via: z.enum(doors),
    actor: personRefSchema.nullable().meta({description: 'null: the program itself'}),
    groupId: z.int().nullable().meta({description: 'The bulk change it was part of'}),
    commentId: z.int().nullable(),
    isInternal: z.boolean(),
    changes: changesSchema.nullable(),
    relation: z.enum(relationNames).optional(),
    otherIssue: z.object({key: z.string(), title: z.string()}).optional(),
    person: personRefSchema.optional().meta({description: 'Who watches, or no longer'}),
    attachment: z.object({id: z.int(), name: z.string(), size: z.int()}).optional(),
    move: z
      .object({from: z.string().nullable(), to: z.string()})
      .optional()
      .meta({description: 'Keys; null for a project that the reader does not see'}),
  })
  .meta({id: 'HistoryEntry'})
export type HistoryEntry = z.output<typeof historyEntrySchema>

export const revisionSchema = z
  .object({
    eventId: z.int().nullable().meta({description: 'null: the text was never changed'}),
    side: z.enum(['from', 'to']).meta({description: 'Which text of the event it is'}),
    at: timeSchema,
    actor: personRefSchema.nullable(),
    via: z.enum(doors).nullable(),
    text: z.string(),
  })
  .meta({id: 'TextRevision'})
export type Revision = z.output<typeof revisionSchema>

export const textFieldSchema = z.enum(textFields)

export const restoreTextSchema = z
  .object({
    field: textFieldSchema,
    eventId: z.int().positive(),
    side: z.enum(['from', 'to']).meta({description: 'The text before or after that event'}),
  })
  .strict()
  .meta({id: 'RestoreText'})
