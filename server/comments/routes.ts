import {z} from 'zod'
import type {App} from '../core/http/app.ts'
import {sendJsonText} from '../core/http/answer.ts'
import {pageOf, pageQuery} from '../core/http/cursor.ts'
import {readIfMatch} from '../core/http/if-match.ts'
import {keyParams} from '../issues/key-params.ts'
import {addComment} from './add-comment.ts'
import {changeComment} from './change-comment.ts'
import {listComments} from './list-comments.ts'
import {listRevisions} from './list-revisions.ts'
import {removeComment} from './remove-comment.ts'
import {addCommentSchema, changeCommentSchema, commentRevisionSchema, commentSchema} from './schemas.ts'

const commentParams = z.object({id: z.coerce.number().int().positive().max(2_147_483_647)})
const includeQuery = z.object({
  include: z.literal('html').optional().meta({description: 'html adds the body as safe HTML'}),
})

export function commentRoutes(app: App): void {
  app.get(
    '/issues/:key/comments',
    {
      config: {anonymous: true},
      schema: {
        tags: ['comments'],
        summary: 'List the comments of an issue',
        params: keyParams,
        querystring: pageQuery.extend({
          ...includeQuery.shape,
          order: z.enum(['oldest', 'newest']).default('oldest').meta({description: 'Which come first'}),
        }),
        response: {200: pageOf(commentSchema)},
      },
    },
    async (request, reply) => {
      const {include, ...page} = request.query
      const input = {...page, key: request.params.key, withHtml: include === 'html'}
      return sendJsonText(reply, await listComments(request.ctx, input))
    },
  )

  app.post(
    '/issues/:key/comments',
    {
      config: {successStatus: 201},
      schema: {
        tags: ['comments'],
        summary: 'Comment on an issue, or add an internal note',
        params: keyParams,
        querystring: includeQuery,
        body: addCommentSchema,
        response: {201: commentSchema},
      },
    },
    ({ctx, params, body, query}) =>
      addComment(ctx, {...body, key: params.key, withHtml: query.include === 'html'}),
  )

  app.patch(
    '/comments/:id',
    {
      schema: {
        tags: ['comments'],
        summary: 'Change a comment, or who may read it',
        params: commentParams,
        querystring: includeQuery,
        body: changeCommentSchema,
        response: {200: commentSchema},
      },
    },
    async (request, reply) => {
      const {ctx, params, body, query} = request
      const ifVersion = readIfMatch(request)
      const withHtml = query.include === 'html'
      const comment = await changeComment(ctx, {...body, id: params.id, ifVersion, withHtml})
      void reply.header('etag', `"${comment.version}"`)
      return comment
    },
  )

  app.delete(
    '/comments/:id',
    {
      config: {successStatus: 204},
      schema: {
        tags: ['comments'],
        summary: 'Remove a comment',
        params: commentParams,
        response: {204: z.null().meta({description: 'Removed'})},
      },
    },
    async (request, reply) => {
      await removeComment(request.ctx, request.params.id)
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/comments/:id/revisions',
    {
      config: {anonymous: true},
      schema: {
        tags: ['comments'],
        summary: 'Show how a comment was changed',
        params: commentParams,
        response: {200: z.object({items: z.array(commentRevisionSchema)})},
      },
    },
    ({ctx, params}) => listRevisions(ctx, params.id),
  )
}
