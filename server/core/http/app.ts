import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import cors from '@fastify/cors'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import Fastify, {type FastifyBaseLogger, type FastifyInstance, type RawServerDefault} from 'fastify'
import {validatorCompiler, type ZodTypeProvider} from 'fastify-type-provider-zod'
import type {IncomingMessage, ServerResponse} from 'node:http'
import {newRequestId} from './request-id.ts'
import {hasScope, type Actor} from '../actor.ts'
import type {Db} from '../database/database.ts'
import {AppError} from '../errors.ts'
import type {Services} from '../services.ts'
import {answerReads} from './answer.ts'
import {authenticate} from './authenticate.ts'
import {checkOrigin} from './check-origin.ts'
import {contextOf, idempotencyOf} from './context.ts'
import {describeApi} from './openapi.ts'
import {answerError} from './problem.ts'
import {setSecurityHeaders} from './security-headers.ts'
import './types.ts'

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>

export interface AppOptions {
  db: Db
  services: Services
  log: FastifyBaseLogger
  /** The features' routes, under /api/v1. */
  routes: readonly ((app: App) => void)[]
  /** Check every answer against its schema: for tests, where a wrong one must fail. */
  checksAnswers?: boolean
}

const bodyLimit = 2 * 1024 ** 2

/** The HTTP server with its doors open, not yet listening. */
export async function buildApp({db, services, log, routes, checksAnswers = false}: AppOptions): Promise<App> {
  const {config} = services
  const app: App = Fastify({
    loggerInstance: log,
    genReqId: newRequestId,
    requestIdHeader: false,
    disableRequestLogging: true,
    bodyLimit,
    trustProxy: config.trustedProxies ?? false,
    routerOptions: {maxParamLength: 200},
    // Slow clients: the head within 20 s, an ordinary request within a minute (uploads extend it).
    connectionTimeout: 0,
    requestTimeout: 0,
    keepAliveTimeout: 65_000,
    http: {maxHeaderSize: 16_384, headersTimeout: 20_000, requestTimeout: 0},
    forceCloseConnections: 'idle',
  }).withTypeProvider<ZodTypeProvider>()

  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(answerReads(checksAnswers))
  app.setErrorHandler(answerError)
  app.setNotFoundHandler((request, reply) =>
    answerError(new AppError('notFound', `Nothing is at ${request.url.split('?')[0]}`), request, reply),
  )

  await app.register(cookie)
  await app.register(multipart, {
    limits: {fileSize: config.maxUploadBytes, files: 20, fields: 20, fieldSize: 1024 ** 2},
  })
  await app.register(compress, {global: true, threshold: 2048, encodings: ['gzip'], zlibOptions: {level: 4}})
  await app.register(cors, {
    origin: config.corsOrigins ?? false,
    credentials: false,
    exposedHeaders: ['etag', 'location', 'idempotency-replayed'],
  })
  await describeApi(app)

  app.decorateRequest('ctx')
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id)
    setSecurityHeaders(reply, config.isSecure)
    checkOrigin(request, config)
    const actor = await authenticate(request, db, services)
    request.ctx = contextOf(request, actor, db, services)
    assertRouteAllows(request.routeOptions.config, request.ctx.actor)
  })
  app.addHook('preHandler', async (request, reply) => {
    const {successStatus} = request.routeOptions.config
    if (successStatus !== undefined) void reply.code(successStatus)
    const idempotency = idempotencyOf(request)
    if (idempotency !== null) request.ctx = {...request.ctx, idempotency}
  })
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        url: request.url.split('?')[0],
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      'answered',
    )
  })
  if (config.requestsPerMinute > 0) await limitRate(app, config.requestsPerMinute)

  await app.register(
    async (api) => {
      for (const route of routes) route(api as App)
    },
    {prefix: '/api/v1'},
  )
  return app
}

async function limitRate(app: App, requestsPerMinute: number): Promise<void> {
  await app.register(rateLimit, {
    hook: 'preHandler',
    max: requestsPerMinute,
    timeWindow: 60_000,
    enableDraftSpec: true,
    keyGenerator: ({ctx, ip}) => (ctx.actor.personId === null ? ip : `person ${ctx.actor.personId}`),
    errorResponseBuilder: (_request, {ttl}) =>
      new AppError('tooMany', `Too many requests: try again in ${Math.ceil(ttl / 1000)} s`),
  })
}

function assertRouteAllows(route: {anonymous?: boolean; admin?: boolean; url?: string}, actor: Actor): void {
  if (route.anonymous !== true && actor.personId === null)
    throw new AppError('unauthenticated', 'Sign in first')
  if (route.admin !== true) return
  if (!actor.isAdmin) throw new AppError('forbidden', 'Only an administrator may do this')
  if (!hasScope(actor, 'admin')) throw new AppError('forbidden', 'This takes a key of scope admin')
}
