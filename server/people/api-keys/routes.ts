import {z} from 'zod'
import type {App} from '../../core/http/app.ts'
import {pageOf} from '../../core/http/cursor.ts'
import {idParams} from '../schemas.ts'
import {createApiKey, createApiKeySchema, createdApiKeySchema} from './create-api-key.ts'
import {apiKeySchema, listApiKeys, listApiKeysSchema} from './list-api-keys.ts'
import {revokeApiKey} from './revoke-api-key.ts'

const tags = ['API keys']

export function apiKeyRoutes(app: App): void {
  app.get(
    '/api-keys',
    {
      schema: {
        tags,
        summary: 'List your keys, or as an administrator all',
        querystring: listApiKeysSchema,
        response: {200: pageOf(apiKeySchema)},
      },
    },
    (request) => listApiKeys(request.ctx, request.query),
  )

  app.post(
    '/api-keys',
    {
      config: {successStatus: 201, answersSecret: true},
      schema: {
        tags,
        summary: 'Make a key',
        body: createApiKeySchema,
        response: {201: createdApiKeySchema},
      },
    },
    (request) => createApiKey(request.ctx, request.body),
  )

  app.delete(
    '/api-keys/:id',
    {schema: {tags, summary: 'Revoke a key', params: idParams, response: {204: z.null()}}},
    async (request, reply) => {
      await revokeApiKey(request.ctx, request.params.id)
      return reply.code(204).send(null)
    },
  )
}
