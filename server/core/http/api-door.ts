import rateLimit from '@fastify/rate-limit'
import type {FastifyContextConfig} from 'fastify'
import {hasScope, type Actor} from '../actor.ts'
import type {Db} from '../database/database.ts'
import {AppError} from '../errors.ts'
import type {Services} from '../services.ts'
import type {App} from './app.ts'
import {authenticate} from './authenticate.ts'
import {checkOrigin} from './check-origin.ts'
import {contextOf, idempotencyOf} from './context.ts'

export interface ApiDoorOptions {
  db: Db
  services: Services
  routes: readonly ((app: App) => void)[]
}

/** Every request to the API passes here: who is it, may they use this route, how often, and was it answered before. */
export async function apiDoor(api: App, {db, services, routes}: ApiDoorOptions): Promise<void> {
  const {config} = services
  api.decorateRequest('ctx')
  api.addHook('onRequest', async (request, reply) => {
    // Answers differ by who asks, and some hold secrets.
    void reply.header('cache-control', 'private, no-store')
    checkOrigin(request, config)
    const actor = await authenticate(request, db, services)
    request.ctx = contextOf(request, actor, db, services)
    assertRouteAllows(request.routeOptions.config, actor)
  })
  api.addHook('preHandler', async (request, reply) => {
    const {successStatus} = request.routeOptions.config
    if (successStatus !== undefined) void reply.code(successStatus)
    const idempotency = idempotencyOf(request)
    if (idempotency !== null) request.ctx = {...request.ctx, idempotency}
  })
  if (config.requestsPerMinute > 0) await limitRate(api, config.requestsPerMinute)
  for (const route of routes) route(api)
}

async function limitRate(api: App, requestsPerMinute: number): Promise<void> {
  await api.register(rateLimit, {
    hook: 'preHandler',
    max: requestsPerMinute,
    timeWindow: 60_000,
    enableDraftSpec: true,
    keyGenerator: ({ctx, ip}) => (ctx.actor.personId === null ? ip : `person ${ctx.actor.personId}`),
    errorResponseBuilder: (_request, {ttl}) =>
      new AppError('tooMany', `Too many requests: try again in ${Math.ceil(ttl / 1000)} s`),
  })
}

function assertRouteAllows(route: FastifyContextConfig, actor: Actor): void {
  if (route.anonymous !== true && actor.personId === null)
    throw new AppError('unauthenticated', 'Sign in first')
  if (route.admin !== true) return
  if (!actor.isAdmin) throw new AppError('forbidden', 'Only an administrator may do this')
  if (!hasScope(actor, 'admin')) throw new AppError('forbidden', 'This takes a key of scope admin')
}
