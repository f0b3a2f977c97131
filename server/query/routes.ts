import type {App} from '../core/http/app.ts'
import {checkQuery} from './check-query.ts'
import {completeQuery} from './complete-query.ts'
import {checkedQuerySchema, checkQuerySchema, completeQuerySchema, completionSchema} from './schemas.ts'

export function queryRoutes(app: App): void {
  app.get(
    '/query/complete',
    {
      config: {anonymous: true},
      schema: {
        tags: ['search'],
        summary: 'Say what can stand at a place in a query',
        description:
          'Words of the language and names of what you may see, the best first. The text may be broken.',
        querystring: completeQuerySchema,
        response: {200: completionSchema},
      },
    },
    (request) => completeQuery(request.ctx, request.query),
  )

  app.get(
    '/query/check',
    {
      config: {anonymous: true},
      schema: {
        tags: ['search'],
        summary: 'Say what is wrong with a query, and which of its names lead nowhere',
        querystring: checkQuerySchema,
        response: {200: checkedQuerySchema},
      },
    },
    (request) => checkQuery(request.ctx, request.query.q),
  )
}
