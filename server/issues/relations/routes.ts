import {z} from 'zod'
import type {App} from '../../core/http/app.ts'
import {pageOf, pageQuery} from '../../core/http/cursor.ts'
import {idParams, keyParams} from '../key-params.ts'
import {movedAnswer} from '../redirect-former-keys.ts'
import {addRelation, addRelationSchema} from './add-relation.ts'
import {listRelations, relationSchema} from './list-relations.ts'
import {removeRelation} from './remove-relation.ts'

export function relationRoutes(app: App): void {
  app.get(
    '/issues/:key/relations',
    {
      config: {anonymous: true},
      schema: {
        tags: ['relations'],
        summary: 'List what an issue is related to',
        params: keyParams,
        querystring: pageQuery,
        response: {200: pageOf(relationSchema), ...movedAnswer},
      },
    },
    (request) => listRelations(request.ctx, {...request.params, ...request.query}),
  )

  app.post(
    '/issues/:key/relations',
    {
      config: {successStatus: 201},
      schema: {
        tags: ['relations'],
        summary: 'Relate an issue to another one',
        description: 'A relation that is there already is answered as if it were new.',
        params: keyParams,
        body: addRelationSchema,
        response: {201: z.object({id: z.int()}).meta({id: 'AddedRelation'})},
      },
    },
    (request) => addRelation(request.ctx, {...request.params, ...request.body}),
  )

  app.delete(
    '/relations/:id',
    {
      schema: {
        tags: ['relations'],
        summary: 'End a relation',
        params: idParams,
        response: {204: z.null()},
      },
    },
    async (request, reply) => {
      await removeRelation(request.ctx, request.params.id)
      return reply.code(204).send(null)
    },
  )
}
