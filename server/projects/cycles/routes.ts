import {z} from 'zod'
import type {App} from '../../core/http/app.ts'
import {pageOf} from '../../core/http/cursor.ts'
import {listQuery} from '../catalogue/schemas.ts'
import {followFormerKey} from '../follow-former-key.ts'
import {idParams, movedResponse, projectParams} from '../schemas.ts'
import {changeCycle} from './change-cycle.ts'
import {createCycle} from './create-cycle.ts'
import {deleteCycle} from './delete-cycle.ts'
import {listCycles} from './list-cycles.ts'
import {changeCycleSchema, cycleSchema, createCycleSchema} from './schemas.ts'

export function cycleRoutes(app: App): void {
  app.get(
    '/projects/:key/cycles',
    {
      config: {anonymous: true},
      preHandler: followFormerKey,
      schema: {
        tags: ['projects'],
        summary: 'List the cycles of a project',
        params: projectParams,
        querystring: listQuery,
        response: {200: pageOf(cycleSchema), 301: movedResponse},
      },
    },
    ({ctx, params, query}) => listCycles(ctx, params.key, query),
  )

  app.post(
    '/projects/:key/cycles',
    {
      config: {successStatus: 201},
      schema: {
        tags: ['projects'],
        summary: 'Create a cycle',
        params: projectParams,
        body: createCycleSchema,
        response: {201: cycleSchema},
      },
    },
    ({ctx, params, body}) => createCycle(ctx, params.key, body),
  )

  app.patch(
    '/cycles/:id',
    {
      schema: {
        tags: ['projects'],
        summary: 'Change, close or reopen a cycle',
        params: idParams,
        body: changeCycleSchema,
        response: {200: cycleSchema},
      },
    },
    ({ctx, params, body}) => changeCycle(ctx, params.id, body),
  )

  app.delete(
    '/cycles/:id',
    {
      config: {successStatus: 204},
      schema: {
        tags: ['projects'],
        summary: 'Delete a cycle and take it off its issues',
        params: idParams,
        response: {204: z.null()},
      },
    },
    async ({ctx, params}, reply) => {
      await deleteCycle(ctx, params.id)
      return reply.code(204).send(null)
    },
  )
}
