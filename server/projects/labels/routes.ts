import {z} from 'zod'
import type {App} from '../../core/http/app.ts'
import {pageOf, pageQuery} from '../../core/http/cursor.ts'
import {followFormerKey} from '../follow-former-key.ts'
import {idParams, movedResponse, projectParams} from '../schemas.ts'
import {changeLabel} from './change-label.ts'
import {createLabel} from './create-label.ts'
import {deleteLabel} from './delete-label.ts'
import {listGlobalLabels, listLabels} from './list-labels.ts'
import {changeLabelSchema, createLabelSchema, labelSchema} from './schemas.ts'

export function labelRoutes(app: App): void {
  app.get(
    '/projects/:key/labels',
    {
      config: {anonymous: true},
      preHandler: followFormerKey,
      schema: {
        tags: ['projects'],
        summary: 'List the labels of a project and those of all projects',
        params: projectParams,
        querystring: pageQuery,
        response: {200: pageOf(labelSchema), 301: movedResponse},
      },
    },
    ({ctx, params, query}) => listLabels(ctx, params.key, query),
  )

  app.post(
    '/projects/:key/labels',
    {
      config: {successStatus: 201},
      schema: {
        tags: ['projects'],
        summary: 'Create a label of a project',
        params: projectParams,
        body: createLabelSchema,
        response: {201: labelSchema},
      },
    },
    ({ctx, params, body}) => createLabel(ctx, params.key, body),
  )

  app.get(
    '/labels',
    {
      schema: {
        tags: ['projects'],
        summary: 'List the labels of all projects',
        querystring: pageQuery,
        response: {200: pageOf(labelSchema)},
      },
    },
    ({ctx, query}) => listGlobalLabels(ctx, query),
  )

  app.post(
    '/labels',
    {
      config: {successStatus: 201},
      schema: {
        tags: ['projects'],
        summary: 'Create a label of all projects',
        body: createLabelSchema,
        response: {201: labelSchema},
      },
    },
    ({ctx, body}) => createLabel(ctx, null, body),
  )

  app.patch(
    '/labels/:id',
    {
      schema: {
        tags: ['projects'],
        summary: 'Change a label; a new name reaches every issue that has it',
        params: idParams,
        body: changeLabelSchema,
        response: {200: labelSchema},
      },
    },
    ({ctx, params, body}) => changeLabel(ctx, params.id, body),
  )

  app.delete(
    '/labels/:id',
    {
      config: {successStatus: 204},
      schema: {
        tags: ['projects'],
        summary: 'Delete a label and take it off its issues',
        params: idParams,
        response: {204: z.null()},
      },
    },
    async ({ctx, params}, reply) => {
      await deleteLabel(ctx, params.id)
      return reply.code(204).send(null)
    },
  )
}
