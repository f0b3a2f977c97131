import {z} from 'zod'
import {attachmentSchema} from '../attachments/schemas.ts'
import {doors} from '../core/context.ts'
import {personRefSchema, timeSchema} from '../issues/schemas.ts'

export const commentSchema = z
  .object({
    id: z.int(),
    author: personRefSchema,
    body: z.string().meta({description: 'Markdown, as it was written'}),
    html: z.string().optional().meta({description: 'The body as safe HTML, with include=html'}),
    isInternal: z.boolean().meta({description: 'A note that only the team reads'}),
    channel: z.enum(doors).meta({description: 'The door by which it came in'}),
    version: z.int().meta({description: 'If-Match with an older one gets 412'}),
    createdAt: timeSchema,
    editedAt: timeSchema.nullable(),
    can: z.object({change: z.boolean(), remove: z.boolean()}),
    attachments: z.array(attachmentSchema),
  })
  .meta({id: 'Comment'})
export type CommentView = z.infer<typeof commentSchema>

const bodySchema = z
  .string()
  .max(1_000_000)
  .refine((body) => body.trim() !== '', 'A comment needs a text')
  .refine((body) => !body.includes('\0'), 'A text holds no NUL character')

export const addCommentSchema = z
  .object({
    body: bodySchema.meta({description: 'Markdown'}),
    isInternal: z.boolean().default(false).meta({description: 'A note that only the team reads'}),
  })
  .strict()
  .meta({id: 'AddComment'})
export type AddComment = z.output<typeof addCommentSchema>

export const changeCommentSchema = z
  .object({
    body: bodySchema.optional(),
    isInternal: z
      .boolean()
      .optional()
      .meta({description: 'false makes an internal note public, with its files'}),
  })
  .strict()
  .meta({id: 'ChangeComment'})
export type ChangeComment = z.output<typeof changeCommentSchema>

/** One change of a comment's text. */
export const commentRevisionSchema = z
  .object({
    eventId: z.int(),
    at: timeSchema,
    by: personRefSchema.nullable(),
    from: z.string(),
    to: z.string().nullable().meta({description: 'null: the comment was removed'}),
  })
  .meta({id: 'CommentRevision'})
