import {z} from 'zod'
import type {App} from '../core/http/app.ts'
import {sendJsonText} from '../core/http/answer.ts'
import {pageOf, pageQuery} from '../core/http/cursor.ts'
import {createIssue} from './create-issue.ts'
import {listIssues} from './find/list-issues.ts'
import {viewIssue} from './issue-view.ts'
import {getIssue} from './queries.ts'
import {createIssueSchema, issueRowSchema, issueSchema} from './schemas.ts'

export const keyParams = z.object({
  key: z.string().max(30).meta({description: 'Key of the issue, such as WEB-42'}),
})

const createdSchema = z
  .object({id: z.int(), key: z.string(), number: z.int(), version: z.int()})
  .meta({id: 'CreatedIssue'})

export function issueRoutes(app: App): void {
  app.get(
    '/issues',
    {
      config: {anonymous: true},
      schema: {
        tags: ['issues'],
        summary: 'Find issues',
        querystring: pageQuery.extend({
          q: z
            .string()
            .max(2000)
            .default('')
            .meta({description: 'Such as project:WEB type:bug is:open assignee:@me words sort:updated-desc'}),
        }),
        response: {200: pageOf(issueRowSchema)},
      },
    },
    async (request, reply) => sendJsonText(reply, await listIssues(request.ctx, request.query)),
  )

  app.post(
    '/issues',
    {
      config: {successStatus: 201},
      schema: {
        tags: ['issues'],
        summary: 'Create an issue',
        body: createIssueSchema,
        response: {201: createdSchema},
      },
    },
    (request) => createIssue(request.ctx, request.body),
  )

  app.get(
    '/issues/:key',
    {
      config: {anonymous: true},
      schema: {tags: ['issues'], summary: 'Show an issue', params: keyParams, response: {200: issueSchema}},
    },
    async (request, reply) => {
      const {db, actor} = request.ctx
      const issue = await getIssue(db, actor, request.params.key)
      void reply.header('etag', `"${issue.version}"`)
      return viewIssue(db, actor, issue)
    },
  )
}
