import type {FastifyReply, FastifyRequest} from 'fastify'
import {z} from 'zod'
import type {App} from '../core/http/app.ts'
import {findPresentKey} from './queries.ts'

/** For the description of routes that read below `issues/{key}`. */
export const movedAnswer = {
  301: z.null().meta({description: 'The key is a former one: Location has the present address'}),
} as const

const prefix = '/api/v1/issues/:key'

/**
 * Reads by a key that an issue had before it was moved, or before its project was renamed, are answered
 * with the address that holds now. It covers every route below `issues/{key}`, whichever feature it is of;
 * the issue itself, the hottest one, looks only when the key in hand turned out to be a former one.
 */
export function redirectFormerKeys(app: App): void {
  app.addHook('preHandler', async (request, reply) => {
    const {url} = request.routeOptions
    if (!isRead(request) || url === undefined || !url.startsWith(`${prefix}/`)) return
    const {key} = request.params as {key: string}
    const present = await findPresentKey(request.ctx.db, request.ctx.actor, key)
    if (present !== undefined) await redirectToKey(request, reply, present)
  })
}

/** 301 to the same place below the present key, query and all. */
export function redirectToKey(request: FastifyRequest, reply: FastifyReply, present: string): FastifyReply {
  const address = request.url.replace(/^(\/api\/v1\/issues\/)[^/?]+/, `$1${present}`)
  return reply.header('cache-control', 'no-cache').redirect(address, 301)
}

function isRead({method}: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD'
}
