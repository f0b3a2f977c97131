import type {App} from '../../core/http/app.ts'
import {idParams} from '../key-params.ts'
import {cancelBulkChange} from './cancel-bulk-change.ts'
import {getBulkChange, viewBulkChange} from './queries.ts'
import {bulkChangeSchema, startBulkChangeSchema, startedBulkChangeSchema} from './schemas.ts'
import {startBulkChange} from './start-bulk-change.ts'
import {undoBulkChange} from './undo-bulk-change.ts'

export function bulkRoutes(app: App): void {
  app.post(
    '/issues/bulk',
    {
      config: {successStatus: 202},
      schema: {
        tags: ['bulk changes'],
        summary: 'Begin to change many issues',
        description:
          'At most 10,000, by their keys or by a query. GET bulk-changes/{id} tells how far it is.',
        body: startBulkChangeSchema,
        response: {202: startedBulkChangeSchema},
      },
    },
    (request) => startBulkChange(request.ctx, request.body),
  )

  app.get(
    '/bulk-changes/:id',
    {
      schema: {
        tags: ['bulk changes'],
        summary: 'Show how far a bulk change is',
        params: idParams,
        response: {200: bulkChangeSchema},
      },
    },
    async ({ctx, params}) => viewBulkChange(await getBulkChange(ctx.db, ctx.actor, params.id)),
  )

  app.put(
    '/bulk-changes/:id/cancellation',
    {
      schema: {
        tags: ['bulk changes'],
        summary: 'Stop a bulk change',
        params: idParams,
        response: {200: bulkChangeSchema},
      },
    },
    (request) => cancelBulkChange(request.ctx, request.params.id),
  )

  app.post(
    '/bulk-changes/:id/undo',
    {
      config: {successStatus: 202},
      schema: {
        tags: ['bulk changes'],
        summary: 'Begin to take a bulk change back',
        params: idParams,
        response: {202: startedBulkChangeSchema},
      },
    },
    (request) => undoBulkChange(request.ctx, request.params.id),
  )
}
