import {createHash, timingSafeEqual} from 'node:crypto'
import {collectDefaultMetrics, Gauge, Histogram, Registry} from 'prom-client'
import type pg from 'pg'
import {AppError} from '../errors.ts'
import type {App} from './app.ts'

/** `/metrics` in Prometheus' text format, for who sends the token. */
export function metricsRoute(app: App, pool: pg.Pool, token: string): void {
  const registry = new Registry()
  collectDefaultMetrics({register: registry})
  const seconds = new Histogram({
    name: 'fettle_http_request_seconds',
    help: 'Time from the head of a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  })
  const connections = new Gauge({
    name: 'fettle_database_connections',
    help: 'Connections of this process to PostgreSQL',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      connections.set({state: 'open'}, pool.totalCount)
      connections.set({state: 'idle'}, pool.idleCount)
      connections.set({state: 'awaited'}, pool.waitingCount)
    },
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    seconds.observe({method: request.method, route, status: reply.statusCode}, reply.elapsedTime / 1000)
  })
  app.get('/metrics', {logLevel: 'warn'}, async (request, reply) => {
    if (!isToken(request.headers.authorization ?? '', token))
      throw new AppError('unauthenticated', 'The metrics take their token')
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

/** Compared as digests, so that the time tells nothing. */
function isToken(header: string, token: string): boolean {
  return timingSafeEqual(digest(header), digest(`Bearer ${token}`))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
