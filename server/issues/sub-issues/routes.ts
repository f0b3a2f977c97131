import type {App} from '../../core/http/app.ts'
import {pageQuery} from '../../core/http/cursor.ts'
import {keyParams} from '../key-params.ts'
import {movedAnswer} from '../redirect-former-keys.ts'
import {listSubIssues, subIssuesSchema} from './list-sub-issues.ts'

export function subIssueRoutes(app: App): void {
  app.get(
    '/issues/:key/sub-issues',
    {
      config: {anonymous: true},
      schema: {
        tags: ['issues'],
        summary: 'List the sub-issues of an issue',
        params: keyParams,
        querystring: pageQuery,
        response: {200: subIssuesSchema, ...movedAnswer},
      },
    },
    (request) => listSubIssues(request.ctx, {...request.params, ...request.query}),
  )
}
