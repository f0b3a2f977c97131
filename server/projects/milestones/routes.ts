import {z} from 'zod'
import type {App} from '../../core/http/app.ts'
import {pageOf} from '../../core/http/cursor.ts'
import {listQuery} from '../catalogue/schemas.ts'
import {followFormerKey} from '../follow-former-key.ts'
import {idParams, movedResponse, projectParams} from '../schemas.ts'
import {changeMilestone} from './change-milestone.ts'
import {createMilestone} from './create-milestone.ts'
import {deleteMilestone} from './delete-milestone.ts'
import {listMilestones} from './list-milestones.ts'
import {changeMilestoneSchema, milestoneSchema, createMilestoneSchema} from './schemas.ts'

export function milestoneRoutes(app: App): void {
  app.get(
    '/projects/:key/milestones',
    {
      config: {anonymous: true},
      preHandler: followFormerKey,
      schema: {
        tags: ['projects'],
        summary: 'List the milestones of a project',
        params: projectParams,
        querystring: listQuery,
        response: {200: pageOf(milestoneSchema), 301: movedResponse},
      },
    },
    ({ctx, params, query}) => listMilestones(ctx, params.key, query),
  )

  app.post(
    '/projects/:key/milestones',
    {
      config: {successStatus: 201},
      schema: {
        tags: ['projects'],
        summary: 'Create a milestone',
        params: projectParams,
        body: createMilestoneSchema,
        response: {201: milestoneSchema},
      },
    },
    ({ctx, params, body}) => createMilestone(ctx, params.key, body),
  )

  app.patch(
    '/milestones/:id',
    {
      schema: {
        tags: ['projects'],
        summary: 'Change, close or reopen a milestone',
        params: idParams,
        body: changeMilestoneSchema,
        response: {200: milestoneSchema},
      },
    },
    ({ctx, params, body}) => changeMilestone(ctx, params.id, body),
  )

  app.delete(
    '/milestones/:id',
    {
      config: {successStatus: 204},
      schema: {
        tags: ['projects'],
        summary: 'Delete a milestone and take it off its issues',
        params: idParams,
        response: {204: z.null()},
      },
    },
    async ({ctx, params}, reply) => {
      await deleteMilestone(ctx, params.id)
      return reply.code(204).send(null)
    },
  )
}
