import type {App} from '../../core/http/app.ts'
import {pageOf, pageQuery} from '../../core/http/cursor.ts'
import {keyAndPersonParams, keyParams} from '../key-params.ts'
import {movedAnswer} from '../redirect-former-keys.ts'
import {listWatchers, watcherSchema} from './list-watchers.ts'
import {unwatchIssue, watchingSchema, watchIssue} from './watch-issue.ts'

export function watcherRoutes(app: App): void {
  app.get(
    '/issues/:key/watchers',
    {
      schema: {
        tags: ['issues'],
        summary: 'List who watches an issue',
        params: keyParams,
        querystring: pageQuery,
        response: {200: pageOf(watcherSchema), ...movedAnswer},
      },
    },
    (request) => listWatchers(request.ctx, {...request.params, ...request.query}),
  )

  app.put(
    '/issues/:key/watchers/:personId',
    {
      schema: {
        tags: ['issues'],
        summary: 'Make a person watch an issue',
        params: keyAndPersonParams,
        response: {200: watchingSchema},
      },
    },
    (request) => watchIssue(request.ctx, request.params),
  )

  app.delete(
    '/issues/:key/watchers/:personId',
    {
      schema: {
        tags: ['issues'],
        summary: 'Make a person watch an issue no more',
        params: keyAndPersonParams,
        response: {200: watchingSchema},
      },
    },
    (request) => unwatchIssue(request.ctx, request.params),
  )
}
