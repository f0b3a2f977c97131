import type {FastifyBaseLogger} from 'fastify'
import type {Actor} from './actor.ts'
import type {Context, Door} from './context.ts'
import type {Db} from './database/database.ts'
import {newRequestId} from './http/request-id.ts'
import type {Services} from './services.ts'

/** What a job is handed. */
export interface JobTools {
  readonly db: Db
  readonly services: Services
  readonly log: FastifyBaseLogger
}

/** For verbs that no request calls: jobs go on in the name of who asked for them. */
export function jobContext({db, services, log}: JobTools, actor: Actor, via: Door): Context {
  return {
    db,
    services,
    actor,
    via,
    log,
    requestId: newRequestId(),
    address: null,
    idempotency: null,
    now: () => new Date(),
  }
}
