import type {FastifyBaseLogger} from 'fastify'
import type {Context} from './context.ts'
import type {Db} from './database/database.ts'
import {newRequestId} from './http/request-id.ts'
import {loadSystemActor} from './load-actor.ts'
import type {Services} from './services.ts'

/** The program itself as the actor: for set-up, imports, jobs and cron. */
export async function systemContext(
  {db, services}: {readonly db: Db; readonly services: Services},
  log: FastifyBaseLogger,
  via: Context['via'] = 'system',
): Promise<Context> {
  return {
    db,
    services,
    actor: await loadSystemActor(db),
    via,
    log,
    requestId: newRequestId(),
    address: null,
    idempotency: null,
    now: () => new Date(),
  }
}
