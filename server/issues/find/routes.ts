import {z} from 'zod'
import type {App} from '../../core/http/app.ts'
import {sendJsonText} from '../../core/http/answer.ts'
import {pageOf, pageQuery} from '../../core/http/cursor.ts'
import {issueRowSchema} from '../schemas.ts'
import {countIssues, issueCountSchema} from './count-issues.ts'
import {groupBySchema, groupIssues, issueGroupsSchema} from './group-issues.ts'
import {listIssues} from './list-issues.ts'
import {timeZoneSchema} from './time-zone.ts'

const queryText = z.object({
  q: z
    .string()
    .max(2000)
    .default('')
    .meta({description: 'Such as project:WEB type:bug is:open assignee:@me words sort:updated-desc'}),
  timeZone: timeZoneSchema,
})

/** Titles can be long, and a cursor holds what the list is sorted by. */
const findQuery = pageQuery.extend({
  ...queryText.shape,
  cursor: z.string().max(4000).optional().meta({description: 'nextCursor of the page before'}),
})

export function findRoutes(app: App): void {
  app.get(
    '/issues',
    {
      config: {anonymous: true},
      schema: {
        tags: ['issues'],
        summary: 'Find issues',
        querystring: findQuery,
        response: {200: pageOf(issueRowSchema)},
      },
    },
    async (request, reply) => sendJsonText(reply, await listIssues(request.ctx, request.query)),
  )

  app.get(
    '/issues/count',
    {
      config: {anonymous: true},
      schema: {
        tags: ['issues'],
        summary: 'Count issues',
        querystring: queryText,
        response: {200: issueCountSchema},
      },
    },
    (request) => countIssues(request.ctx, request.query),
  )

  app.get(
    '/issues/groups',
    {
      config: {anonymous: true},
      schema: {
        tags: ['issues'],
        summary: 'Count issues by a field',
        querystring: queryText.extend({by: groupBySchema}),
        response: {200: issueGroupsSchema},
      },
    },
    (request) => groupIssues(request.ctx, request.query),
  )
}
