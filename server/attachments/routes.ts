import {z} from 'zod'
import {AppError} from '../core/errors.ts'
import type {App} from '../core/http/app.ts'
import {pageOf, pageQuery} from '../core/http/cursor.ts'
import {hasScope} from '../core/actor.ts'
import type {Context} from '../core/context.ts'
import {getIssueSubject} from '../issues/issue-subject.ts'
import {keyParams} from '../issues/key-params.ts'
import {assertMayOnIssue} from '../issues/permissions.ts'
import {addAttachments, type Upload} from './add-attachments.ts'
import {listAttachments} from './list-attachments.ts'
import {getAttachment} from './queries.ts'
import {receiveUploads, refuseRest} from './receive-uploads.ts'
import {removeAttachment} from './remove-attachment.ts'
import {attachmentSchema, uploadFormSchema} from './schemas.ts'
import {sendFile, servedContent} from './served-file.ts'
import {removeUnreferenced} from './stored-files.ts'

const attachmentParams = z.object({id: z.coerce.number().int().positive().max(2_147_483_647)})
const contentAnswer = {
  200: {
    description: 'The content; parts of it with Range',
    content: {'application/octet-stream': {schema: z.any()}},
  },
}

export function attachmentRoutes(app: App): void {
  app.get(
    '/issues/:key/attachments',
    {
      config: {anonymous: true},
      schema: {
        tags: ['attachments'],
        summary: 'List the files of an issue and its comments',
        params: keyParams,
        querystring: pageQuery,
        response: {200: pageOf(attachmentSchema)},
      },
    },
    ({ctx, params, query}) => listAttachments(ctx, {...query, key: params.key}),
  )

  app.post(
    '/issues/:key/attachments',
    {
      config: {successStatus: 201},
      schema: {
        tags: ['attachments'],
        summary: 'Attach files to an issue or to a comment',
        consumes: ['multipart/form-data'],
        params: keyParams,
        body: uploadFormSchema,
        response: {201: z.object({items: z.array(attachmentSchema)})},
      },
    },
    async (request, reply) => {
      const {ctx, params} = request
      const {files, config} = ctx.services
      const uploads: Upload[] = []
      try {
        // Before anything is stored: who may not attach cannot fill the disk.
        await assertMayAttach(ctx, params.key)
        const form = await receiveUploads(request, files, config.maxUploadBytes, uploads)
        return await addAttachments(ctx, {...form, key: params.key})
      } catch (error) {
        refuseRest(request, reply)
        for (const {hash} of uploads) await removeUnreferenced(ctx.db, files, hash)
        throw error
      }
    },
  )

  // The name at the end is what a browser calls the file that it saves; what is served does not depend on it.
  for (const url of ['/attachments/:id/content', '/attachments/:id/content/:name'])
    app.get(
      url,
      {
        config: {anonymous: true},
        compress: false,
        schema: {
          tags: ['attachments'],
          summary: 'Download a file',
          params: attachmentParams.extend(url.endsWith(':name') ? {name: z.string().max(1_000)} : {}),
          response: contentAnswer,
        },
      },
      async (request, reply) => {
        const {db, actor, services} = request.ctx
        const {attachment} = await getAttachment(db, actor, (request.params as {id: number}).id)
        return sendFile(request, reply, services.files, servedContent(attachment))
      },
    )

  app.get(
    '/attachments/:id/thumbnail',
    {
      config: {anonymous: true},
      compress: false,
      schema: {
        tags: ['attachments'],
        summary: 'Show the thumbnail of an image',
        params: attachmentParams,
        response: contentAnswer,
      },
    },
    async (request, reply) => {
      const {db, actor, services} = request.ctx
      const {attachment} = await getAttachment(db, actor, request.params.id)
      const hash = attachment.thumbnail_hash
      const found = hash === null ? undefined : await services.files.stat(hash)
      if (hash === null || found === undefined)
        throw new AppError('notFound', `There is no thumbnail of ${attachment.name}`)
      const file = {name: 'thumbnail.webp', mime: 'image/webp', hash, disposition: 'inline'} as const
      return sendFile(request, reply, services.files, {...file, size: found.size})
    },
  )

  app.delete(
    '/attachments/:id',
    {
      config: {successStatus: 204},
      schema: {
        tags: ['attachments'],
        summary: 'Remove a file',
        params: attachmentParams,
        response: {204: z.null().meta({description: 'Removed'})},
      },
    },
    async (request, reply) => {
      await removeAttachment(request.ctx, request.params.id)
      return reply.code(204).send(null)
    },
  )
}

async function assertMayAttach({db, actor}: Context, key: string): Promise<void> {
  if (!hasScope(actor, 'write')) throw new AppError('forbidden', 'This key may only read')
  assertMayOnIssue(actor, 'attachment.add', await getIssueSubject(db, actor, key))
}
