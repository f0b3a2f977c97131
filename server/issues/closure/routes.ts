import type {App} from '../../core/http/app.ts'
import {readIfMatch} from '../../core/http/if-match.ts'
import {keyParams} from '../key-params.ts'
import {issueSchema} from '../schemas.ts'
import {closeIssue, closeIssueSchema} from './close-issue.ts'
import {reopenIssue} from './reopen-issue.ts'

export function closureRoutes(app: App): void {
  app.put(
    '/issues/:key/closure',
    {
      schema: {
        tags: ['issues'],
        summary: 'Close an issue',
        params: keyParams,
        body: closeIssueSchema,
        response: {200: issueSchema},
      },
    },
    async (request, reply) => {
      const issue = await closeIssue(request.ctx, {
        ...request.params,
        ...request.body,
        ifMatch: readIfMatch(request),
      })
      void reply.header('etag', `"${issue.version}"`)
      return issue
    },
  )

  app.delete(
    '/issues/:key/closure',
    {
      schema: {
        tags: ['issues'],
        summary: 'Open an issue again',
        params: keyParams,
        response: {200: issueSchema},
      },
    },
    async (request, reply) => {
      const issue = await reopenIssue(request.ctx, {...request.params, ifMatch: readIfMatch(request)})
      void reply.header('etag', `"${issue.version}"`)
      return issue
    },
  )
}
