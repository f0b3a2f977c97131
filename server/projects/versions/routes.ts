import {z} from 'zod'
import type {App} from '../../core/http/app.ts'
import {pageOf} from '../../core/http/cursor.ts'
import {listQuery} from '../catalogue/schemas.ts'
import {followFormerKey} from '../follow-former-key.ts'
import {idParams, movedResponse, projectParams} from '../schemas.ts'
import {changeVersion} from './change-version.ts'
import {createVersion} from './create-version.ts'
import {deleteVersion} from './delete-version.ts'
import {listVersions} from './list-versions.ts'
import {changeVersionSchema, versionSchema, createVersionSchema} from './schemas.ts'

export function versionRoutes(app: App): void {
  app.get(
    '/projects/:key/versions',
    {
      config: {anonymous: true},
      preHandler: followFormerKey,
      schema: {
        tags: ['projects'],
        summary: 'List the versions of a project, newest first',
        params: projectParams,
        querystring: listQuery,
        response: {200: pageOf(versionSchema), 301: movedResponse},
      },
    },
    ({ctx, params, query}) => listVersions(ctx, params.key, query),
  )

  app.post(
    '/projects/:key/versions',
    {
      config: {successStatus: 201},
      schema: {
        tags: ['projects'],
        summary: 'Create a version',
        params: projectParams,
        body: createVersionSchema,
        response: {201: versionSchema},
      },
    },
    ({ctx, params, body}) => createVersion(ctx, params.key, body),
  )

  app.patch(
    '/versions/:id',
    {
      schema: {
        tags: ['projects'],
        summary: 'Change, release, archive or bring back a version',
        params: idParams,
        body: changeVersionSchema,
        response: {200: versionSchema},
      },
    },
    ({ctx, params, body}) => changeVersion(ctx, params.id, body),
  )

  app.delete(
    '/versions/:id',
    {
      config: {successStatus: 204},
      schema: {
        tags: ['projects'],
        summary: 'Delete a version that no issue has',
        params: idParams,
        response: {204: z.null()},
      },
    },
    async ({ctx, params}, reply) => {
      await deleteVersion(ctx, params.id)
      return reply.code(204).send(null)
    },
  )
}
