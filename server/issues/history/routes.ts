import type {App} from '../../core/http/app.ts'
import {pageOf, pageQuery} from '../../core/http/cursor.ts'
import {readIfMatch} from '../../core/http/if-match.ts'
import {keyParams} from '../key-params.ts'
import {movedAnswer} from '../redirect-former-keys.ts'
import {issueSchema} from '../schemas.ts'
import {listHistory} from './list-history.ts'
import {listRevisions} from './list-revisions.ts'
import {restoreText} from './restore-text.ts'
import {historyEntrySchema, restoreTextSchema, revisionSchema, textFieldSchema} from './schemas.ts'

export function historyRoutes(app: App): void {
  app.get(
    '/issues/:key/events',
    {
      config: {anonymous: true},
      schema: {
        tags: ['history'],
        summary: 'List what happened to an issue',
        params: keyParams,
        querystring: pageQuery,
        response: {200: pageOf(historyEntrySchema), ...movedAnswer},
      },
    },
    (request) => listHistory(request.ctx, {...request.params, ...request.query}),
  )

  app.get(
    '/issues/:key/revisions',
    {
      config: {anonymous: true},
      schema: {
        tags: ['history'],
        summary: 'List the versions of a text of an issue',
        params: keyParams,
        querystring: pageQuery.extend({field: textFieldSchema}),
        response: {200: pageOf(revisionSchema), ...movedAnswer},
      },
    },
    (request) => listRevisions(request.ctx, {...request.params, ...request.query}),
  )

  app.put(
    '/issues/:key/restored-text',
    {
      schema: {
        tags: ['history'],
        summary: 'Restore a former text of an issue',
        params: keyParams,
        body: restoreTextSchema,
        response: {200: issueSchema},
      },
    },
    async (request, reply) => {
      const issue = await restoreText(request.ctx, {
        ...request.params,
        ...request.body,
        ifMatch: readIfMatch(request),
      })
      void reply.header('etag', `"${issue.version}"`)
      return issue
    },
  )
}
