import type {FastifyReply} from 'fastify'
import {z} from 'zod'
import type {App} from '../core/http/app.ts'
import {readIfMatch} from '../core/http/if-match.ts'
import {archiveField, unarchiveField} from './archive-field.ts'
import {changeField} from './change-field.ts'
import {createField} from './create-field.ts'
import {deleteField} from './delete-field.ts'
import {listFields} from './list-fields.ts'
import {
  changeFieldSchema,
  createFieldSchema,
  fieldParams,
  fieldSchema,
  listFieldsQuery,
  type FieldView,
} from './schemas.ts'

const tags = ['fields']

export function fieldRoutes(app: App): void {
  app.get(
    '/fields',
    {
      schema: {
        tags,
        summary: 'List the fields of this workspace: all that you may see, or those of a project',
        querystring: listFieldsQuery,
        response: {200: z.object({items: z.array(fieldSchema)})},
      },
    },
    ({ctx, query}) => listFields(ctx, query),
  )

  app.post(
    '/fields',
    {
      config: {admin: true, successStatus: 201},
      schema: {
        tags,
        summary: 'Create a field',
        body: createFieldSchema,
        response: {201: fieldSchema},
      },
    },
    async ({ctx, body}, reply) => withTag(reply, await createField(ctx, body)),
  )

  app.patch(
    '/fields/:key',
    {
      config: {admin: true},
      schema: {
        tags,
        summary: 'Change a field',
        description: 'Issues follow renamed choices, up to 10,000 of them at once.',
        params: fieldParams,
        body: changeFieldSchema,
        response: {200: fieldSchema},
      },
    },
    async (request, reply) =>
      withTag(reply, await changeField(request.ctx, request.params.key, readIfMatch(request), request.body)),
  )

  app.delete(
    '/fields/:key',
    {
      config: {admin: true},
      schema: {
        tags,
        summary: 'Delete a field in which no issue has a value',
        params: fieldParams,
        response: {204: z.null()},
      },
    },
    async ({ctx, params}, reply) => {
      await deleteField(ctx, params.key)
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/fields/:key/archive',
    {
      config: {admin: true},
      schema: {
        tags,
        summary: 'Archive a field: issues keep its values, and get no new ones',
        params: fieldParams,
        response: {200: fieldSchema},
      },
    },
    async ({ctx, params}, reply) => withTag(reply, await archiveField(ctx, params.key)),
  )

  app.delete(
    '/fields/:key/archive',
    {
      config: {admin: true},
      schema: {
        tags,
        summary: 'Bring a field back from the archive',
        params: fieldParams,
        response: {200: fieldSchema},
      },
    },
    async ({ctx, params}, reply) => withTag(reply, await unarchiveField(ctx, params.key)),
  )
}

function withTag(reply: Pick<FastifyReply, 'header'>, field: FieldView): FieldView {
  void reply.header('etag', `"${field.version}"`)
  return field
}
