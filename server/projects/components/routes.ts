import {z} from 'zod'
import type {App} from '../../core/http/app.ts'
import {pageOf} from '../../core/http/cursor.ts'
import {listQuery} from '../catalogue/schemas.ts'
import {followFormerKey} from '../follow-former-key.ts'
import {idParams, movedResponse, projectParams} from '../schemas.ts'
import {changeComponent} from './change-component.ts'
import {createComponent} from './create-component.ts'
import {deleteComponent} from './delete-component.ts'
import {listComponents} from './list-components.ts'
import {changeComponentSchema, componentSchema, createComponentSchema} from './schemas.ts'

export function componentRoutes(app: App): void {
  app.get(
    '/projects/:key/components',
    {
      config: {anonymous: true},
      preHandler: followFormerKey,
      schema: {
        tags: ['projects'],
        summary: 'List the components of a project',
        params: projectParams,
        querystring: listQuery,
        response: {200: pageOf(componentSchema), 301: movedResponse},
      },
    },
    ({ctx, params, query}) => listComponents(ctx, params.key, query),
  )

  app.post(
    '/projects/:key/components',
    {
      config: {successStatus: 201},
      schema: {
        tags: ['projects'],
        summary: 'Create a component',
        params: projectParams,
        body: createComponentSchema,
        response: {201: componentSchema},
      },
    },
    ({ctx, params, body}) => createComponent(ctx, params.key, body),
  )

  app.patch(
    '/components/:id',
    {
      schema: {
        tags: ['projects'],
        summary: 'Change, archive or bring back a component',
        params: idParams,
        body: changeComponentSchema,
        response: {200: componentSchema},
      },
    },
    ({ctx, params, body}) => changeComponent(ctx, params.id, body),
  )

  app.delete(
    '/components/:id',
    {
      config: {successStatus: 204},
      schema: {
        tags: ['projects'],
        summary: 'Delete a component that no issue has',
        params: idParams,
        response: {204: z.null()},
      },
    },
    async ({ctx, params}, reply) => {
      await deleteComponent(ctx, params.id)
      return reply.code(204).send(null)
    },
  )
}
