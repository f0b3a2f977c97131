import {z} from 'zod'
import type {App} from '../../core/http/app.ts'
import {pageOf, pageQuery} from '../../core/http/cursor.ts'
import {readIfMatch} from '../../core/http/if-match.ts'
import {idParams, keyParams} from '../key-params.ts'
import {deleteIssue} from './delete-issue.ts'
import {binItemSchema, listBin} from './list-bin.ts'
import {purgeIssue} from './purge-issue.ts'
import {restoreIssue} from './restore-issue.ts'

export function binRoutes(app: App): void {
  app.delete(
    '/issues/:key',
    {
      schema: {
        tags: ['bin'],
        summary: 'Put an issue into the bin',
        params: keyParams,
        response: {204: z.null()},
      },
    },
    async (request, reply) => {
      await deleteIssue(request.ctx, {key: request.params.key, ifMatch: readIfMatch(request)})
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/bin',
    {
      schema: {
        tags: ['bin'],
        summary: 'List what is in the bin',
        querystring: pageQuery.extend({
          project: z.string().max(20).optional().meta({description: 'Key of a project'}),
        }),
        response: {200: pageOf(binItemSchema)},
      },
    },
    (request) => listBin(request.ctx, request.query),
  )

  app.put(
    '/bin/:id/restoration',
    {
      schema: {
        tags: ['bin'],
        summary: 'Take an issue out of the bin',
        params: idParams,
        response: {200: z.object({key: z.string()}).meta({id: 'RestoredIssue'})},
      },
    },
    (request) => restoreIssue(request.ctx, request.params.id),
  )

  app.delete(
    '/bin/:id',
    {
      config: {admin: true},
      schema: {
        tags: ['bin'],
        summary: 'Destroy an issue that is in the bin',
        params: idParams,
        response: {204: z.null()},
      },
    },
    async (request, reply) => {
      await purgeIssue(request.ctx, request.params.id)
      return reply.code(204).send(null)
    },
  )
}
