import {z} from 'zod'
import {personRefSchema, timeSchema} from '../issues/schemas.ts'

export const attachmentSchema = z
  .object({
    id: z.int(),
    name: z.string(),
    mime: z.string().meta({description: 'By content, not as the uploader said'}),
    size: z.int().meta({description: 'Bytes'}),
    width: z.int().nullable().meta({description: 'Pixels; null until it is known, and for what is no image'}),
    height: z.int().nullable(),
    hasContent: z.boolean().meta({description: 'False when an import brought only its name'}),
    hasThumbnail: z.boolean(),
    isInternal: z.boolean(),
    commentId: z.int().nullable(),
    uploader: personRefSchema.nullable(),
    createdAt: timeSchema,
    can: z.object({remove: z.boolean()}),
  })
  .meta({id: 'Attachment'})
export type AttachmentView = z.infer<typeof attachmentSchema>

/** For the description only: the form is read as a stream. */
export const uploadFormSchema = z.any().meta({
  id: 'UploadForm',
  type: 'object',
  properties: {
    files: {
      type: 'array',
      items: {type: 'string', format: 'binary'},
      description: 'Up to 20, in parts of any name',
    },
    commentId: {type: 'integer', description: 'The comment they belong to, which its author names'},
    isInternal: {type: 'boolean', description: 'Only the team may see them'},
  },
  required: ['files'],
})
