import type {IncomingMessage, ServerResponse} from 'node:http'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import cors from '@fastify/cors'
import multipart from '@fastify/multipart'
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type RawServerDefault,
} from 'fastify'
import {validatorCompiler, type ZodTypeProvider} from 'fastify-type-provider-zod'
import type {Config} from '../config.ts'
import type {Db} from '../database/database.ts'
import {AppError} from '../errors.ts'
import type {Services} from '../services.ts'
import {answerReads} from './answer.ts'
import {apiDoor} from './api-door.ts'
import {apiReference} from './api-reference.ts'
import {describeApi} from './openapi.ts'
import {answerError} from './problem.ts'
import {newRequestId} from './request-id.ts'
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
  /** Sends the browser app's page, for every address that is neither the API's nor a file's. */
  page?: (reply: FastifyReply) => FastifyReply
  /** Check every answer against its schema: for tests, where a wrong one must fail. */
  checksAnswers?: boolean
}

/** The HTTP server with its doors open, not yet listening. */
export async function buildApp({
  db,
  services,
  log,
  routes,
  page,
  checksAnswers = false,
}: AppOptions): Promise<App> {
  const {config} = services
  const app: App = Fastify({
    ...limits,
    ...identity(config),
    loggerInstance: log,
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(answerReads(checksAnswers))
  app.setErrorHandler(answerError)
  app.setNotFoundHandler((request, reply) =>
    page !== undefined && isForPage(request) ? page(reply) : answerError(nothingAt(request), request, reply),
  )
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id)
    setSecurityHeaders(reply, config.isSecure)
  })
  app.addHook('onResponse', async (request, reply) => logAnswer(request, reply))

  await app.register(cookie)
  await app.register(multipart, {
    limits: {fileSize: config.maxUploadBytes, files: 20, fields: 20, fieldSize: 1024 ** 2},
  })
  await app.register(compress, {global: true, threshold: 2048, encodings: ['gzip'], zlibOptions: {level: 4}})
  if (config.corsOrigins !== undefined) await app.register(cors, corsOptions(config.corsOrigins))
  await describeApi(app)
  await app.register((api) => apiDoor(api as App, {db, services, routes}), {prefix: '/api/v1'})
  apiReference(app)
  return app
}

/** Bounds on what one request may be, and on how slowly it may come. */
const limits = {
  bodyLimit: 2 * 1024 ** 2,
  routerOptions: {maxParamLength: 200},
  // Silence on a connection; the live stream says something more often.
  connectionTimeout: 75_000,
  keepAliveTimeout: 65_000,
  // For a whole request: a large upload over a slow line has to fit in.
  requestTimeout: 30 * 60_000,
  http: {maxHeaderSize: 16_384, headersTimeout: 20_000},
  forceCloseConnections: 'idle',
} as const

/** Pages of other origins may call with a key, never with a session. */
function corsOptions(origin: string[]) {
  return {
    origin,
    credentials: false,
    exposedHeaders: ['etag', 'location', 'idempotency-replayed', 'x-request-id'],
  }
}

function identity({trustedProxies}: Config) {
  return {
    genReqId: newRequestId,
    requestIdHeader: false,
    trustProxy: trustedProxies ?? false,
    logController: new LogController({disableRequestLogging: true}),
  } as const
}

function logAnswer(request: FastifyRequest, reply: FastifyReply): void {
  const ms = Math.round(reply.elapsedTime * 10) / 10
  // Without the query: it may hold what somebody searched for, or a token.
  request.log.info({method: request.method, path: pathOf(request), status: reply.statusCode, ms}, 'answered')
}

function isForPage(request: FastifyRequest): boolean {
  const path = pathOf(request)
  const reads = request.method === 'GET' || request.method === 'HEAD'
  return reads && !path.startsWith('/api/') && !/\.[a-z0-9]{2,5}$/i.test(path)
}

function nothingAt(request: FastifyRequest): AppError {
  return new AppError('notFound', `Nothing is at ${pathOf(request)}`)
}

function pathOf({url}: FastifyRequest): string {
  const end = url.indexOf('?')
  return end === -1 ? url : url.slice(0, end)
}
