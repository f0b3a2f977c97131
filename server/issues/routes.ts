import {z} from 'zod'
import type {App} from '../core/http/app.ts'
import {sendJsonText} from '../core/http/answer.ts'
import {createIssue} from './create-issue.ts'
import {keyParams} from './key-params.ts'
import {getIssue, keyOf} from './queries.ts'
import {movedAnswer, redirectToKey} from './redirect-former-keys.ts'
import {createIssueSchema} from './schemas.ts'
import {findShownIssue, inclusionsSchema, shownIssueSchema} from './show-issue.ts'

const createdSchema = z
  .object({id: z.int(), key: z.string(), number: z.int(), version: z.int()})
  .meta({id: 'CreatedIssue'})

export function issueRoutes(app: App): void {
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
      schema: {
        tags: ['issues'],
        summary: 'Show an issue',
        params: keyParams,
        querystring: z.object({include: inclusionsSchema}),
        response: {200: shownIssueSchema, ...movedAnswer},
      },
    },
    async (request, reply) => {
      const {ctx, params, query} = request
      const shown = await findShownIssue(ctx, params.key, query.include)
      if (shown === undefined)
        return redirectToKey(request, reply, keyOf(await getIssue(ctx.db, ctx.actor, params.key)))
      void reply.header('etag', `"${shown.version}"`)
      return sendJsonText(reply, shown.text)
    },
  )
}
