import type {App} from '../../core/http/app.ts'
import {readIfMatch} from '../../core/http/if-match.ts'
import {keyParams} from '../key-params.ts'
import {changeIssueSchema, issueSchema} from '../schemas.ts'
import {changeIssue} from './change-issue.ts'

export function changeIssueRoutes(app: App): void {
  app.patch(
    '/issues/:key',
    {
      schema: {
        tags: ['issues'],
        summary: 'Change an issue',
        description: 'With If-Match only when nobody else changed it: 412 brings its present state.',
        params: keyParams,
        body: changeIssueSchema,
        response: {200: issueSchema},
      },
    },
    async (request, reply) => {
      const issue = await changeIssue(request.ctx, {
        key: request.params.key,
        change: request.body,
        ifMatch: readIfMatch(request),
      })
      void reply.header('etag', `"${issue.version}"`)
      return issue
    },
  )
}
