import {createHash} from 'node:crypto'
import type {FastifyRequest} from 'fastify'
import type {Actor} from '../actor.ts'
import type {Context, Door, Idempotency} from '../context.ts'
import type {Db} from '../database/database.ts'
import {AppError} from '../errors.ts'
import type {Services} from '../services.ts'
import {findBearer} from './authenticate.ts'

export function contextOf(request: FastifyRequest, actor: Actor, db: Db, services: Services): Context {
  return {
    db,
    services,
    actor,
    via: doorOf(request),
    log: request.log,
    requestId: request.id,
    address: request.ip,
    idempotency: null,
    now: () => new Date(),
  }
}

/** The key of a POST that may be repeated, with what the request was. Called when the body is read. */
export function idempotencyOf(request: FastifyRequest): Idempotency | null {
  const key = request.headers['idempotency-key']
  if (request.method !== 'POST' || key === undefined) return null
  if (typeof key !== 'string' || key.length === 0 || key.length > 200)
    throw new AppError('invalid', 'An Idempotency-Key has 1 to 200 characters', {
      pointer: '/headers/idempotency-key',
    })
  const body = request.isMultipart() ? '' : JSON.stringify(request.body ?? null)
  const fingerprint = createHash('sha256').update(`${request.method} ${request.url}\n${body}`).digest()
  return {key, fingerprint, isSecret: request.routeOptions.config.answersSecret ?? false}
}

function doorOf(request: FastifyRequest): Door {
  if (findBearer(request) === undefined) return 'web'
  return request.headers['user-agent']?.startsWith('fettle-cli') === true ? 'cli' : 'api'
}
