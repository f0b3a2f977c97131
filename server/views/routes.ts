import type {FastifyReply} from 'fastify'
import {z} from 'zod'
import type {App} from '../core/http/app.ts'
import {pageOf} from '../core/http/cursor.ts'
import {readIfMatch} from '../core/http/if-match.ts'
import {idParams} from '../projects/schemas.ts'
import {changeView} from './change-view.ts'
import {createView} from './create-view.ts'
import {deleteView} from './delete-view.ts'
import {listViews, listViewsQuery} from './list-views.ts'
import {orderViews, orderViewsSchema} from './order-views.ts'
import {presentOne} from './present-views.ts'
import {getView} from './queries.ts'
import {changeViewSchema, createViewSchema, viewSchema, type View} from './schemas.ts'

const tags = ['views']

export function viewRoutes(app: App): void {
  app.get(
    '/views',
    {
      config: {anonymous: true},
      schema: {
        tags,
        summary: 'List the views that you may see: your own and shared ones',
        querystring: listViewsQuery,
        response: {200: pageOf(viewSchema)},
      },
    },
    ({ctx, query}) => listViews(ctx, query),
  )

  app.post(
    '/views',
    {
      config: {successStatus: 201},
      schema: {
        tags,
        summary: 'Save a view',
        description: 'What its query names is followed: a rename reaches the text of the view.',
        body: createViewSchema,
        response: {201: viewSchema},
      },
    },
    async ({ctx, body}, reply) => withTag(reply, await createView(ctx, body)),
  )

  app.get(
    '/views/:id',
    {
      config: {anonymous: true},
      schema: {tags, summary: 'Show a view', params: idParams, response: {200: viewSchema}},
    },
    async ({ctx, params}, reply) =>
      withTag(reply, await presentOne(ctx.db, ctx.actor, await getView(ctx.db, ctx.actor, params.id))),
  )

  app.patch(
    '/views/:id',
    {
      schema: {
        tags,
        summary: 'Change a view',
        params: idParams,
        body: changeViewSchema,
        response: {200: viewSchema},
      },
    },
    async (request, reply) =>
      withTag(reply, await changeView(request.ctx, request.params.id, readIfMatch(request), request.body)),
  )

  app.delete(
    '/views/:id',
    {
      config: {successStatus: 204},
      schema: {tags, summary: 'Delete a view', params: idParams, response: {204: z.null()}},
    },
    async (request, reply) => {
      await deleteView(request.ctx, request.params.id, readIfMatch(request))
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/views/order',
    {
      config: {successStatus: 204},
      schema: {
        tags,
        summary: 'Put views that are shown together into an order',
        body: orderViewsSchema,
        response: {204: z.null()},
      },
    },
    async ({ctx, body}, reply) => {
      await orderViews(ctx, body)
      return reply.code(204).send(null)
    },
  )
}

function withTag(reply: Pick<FastifyReply, 'header'>, view: View): View {
  void reply.header('etag', `"${view.version}"`)
  return view
}
