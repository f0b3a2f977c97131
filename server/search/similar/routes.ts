import type {App} from '../../core/http/app.ts'
import {keyParams} from '../../issues/key-params.ts'
import {movedAnswer} from '../../issues/redirect-former-keys.ts'
import {similarIssuesSchema, similarQuery, similarReportSchema, similarToIssueQuery} from './schemas.ts'
import {similarToIssue} from './similar-to-issue.ts'
import {similarToReport, similarToTitle} from './similar-to-report.ts'

export function similarRoutes(app: App): void {
  app.get(
    '/issues/similar',
    {
      config: {anonymous: true},
      schema: {
        tags: ['search'],
        summary: 'Find issues like a title that is being typed',
        querystring: similarQuery,
        response: {200: similarIssuesSchema},
      },
    },
    (request) => similarToTitle(request.ctx, request.query),
  )

  // Nothing is kept of it, so a key that may only read may ask.
  app.post(
    '/issues/similar',
    {
      schema: {
        tags: ['search'],
        summary: 'Find issues like a whole report, without storing it',
        body: similarReportSchema,
        response: {200: similarIssuesSchema},
      },
    },
    (request) => similarToReport(request.ctx, request.body),
  )

  app.get(
    '/issues/:key/similar',
    {
      config: {anonymous: true},
      schema: {
        tags: ['search'],
        summary: 'Find issues like this one',
        params: keyParams,
        querystring: similarToIssueQuery,
        response: {200: similarIssuesSchema, ...movedAnswer},
      },
    },
    (request) => similarToIssue(request.ctx, {...request.params, ...request.query}),
  )
}
