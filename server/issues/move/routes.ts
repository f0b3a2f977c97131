import type {App} from '../../core/http/app.ts'
import {readIfMatch} from '../../core/http/if-match.ts'
import {keyParams} from '../key-params.ts'
import {issueSchema} from '../schemas.ts'
import {moveIssue, moveIssueSchema} from './move-issue.ts'

export function moveRoutes(app: App): void {
  app.put(
    '/issues/:key/project',
    {
      schema: {
        tags: ['issues'],
        summary: 'Move an issue to another project',
        description: 'It gets a new key; reads by the old one are answered with 301.',
        params: keyParams,
        body: moveIssueSchema,
        response: {200: issueSchema},
      },
    },
    async (request, reply) => {
      const issue = await moveIssue(request.ctx, {
        ...request.params,
        ...request.body,
        ifMatch: readIfMatch(request),
      })
      void reply.header('etag', `"${issue.version}"`)
      return issue
    },
  )
}
