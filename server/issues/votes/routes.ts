import type {App} from '../../core/http/app.ts'
import {keyParams} from '../key-params.ts'
import {addVote, removeVote, votingSchema} from './vote.ts'

export function voteRoutes(app: App): void {
  app.put(
    '/issues/:key/vote',
    {
      schema: {
        tags: ['issues'],
        summary: 'Vote for an issue',
        params: keyParams,
        response: {200: votingSchema},
      },
    },
    (request) => addVote(request.ctx, request.params.key),
  )

  app.delete(
    '/issues/:key/vote',
    {
      schema: {
        tags: ['issues'],
        summary: 'Take a vote back',
        params: keyParams,
        response: {200: votingSchema},
      },
    },
    (request) => removeVote(request.ctx, request.params.key),
  )
}
