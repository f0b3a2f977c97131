import type {FastifyBaseLogger} from 'fastify'
import type {Runner} from 'graphile-worker'
import {join} from 'node:path'
import {createActorCache} from './core/actor-cache.ts'
import type {Config} from './core/config.ts'
import type {Context} from './core/context.ts'
import {openDatabase, type Db} from './core/database/database.ts'
import {listen} from './core/database/listener.ts'
import {openPool, type PreparingPool} from './core/database/pool.ts'
import {createSignals, eventsChannel, rightsChannel} from './core/events/signals.ts'
import {openFileStore} from './core/files/open-file-store.ts'
import {newRequestId} from './core/http/request-id.ts'
import {jobs, startWorker} from './core/jobs/jobs.ts'
import {loadSystemActor} from './core/load-actor.ts'
import {createNameCache} from './issues/name-cache.ts'
import {createMailer} from './core/mail/mailer.ts'
import type {Services} from './core/services.ts'
import {cron, tasks} from './tasks.ts'

export interface RuntimeOptions {
  config: Config
  connectionString: string
  log: FastifyBaseLogger
}

/** Everything below the doors: what the server, the CLI, the tests and the benchmark all start with. */
export interface Runtime {
  readonly db: Db
  readonly pool: PreparingPool
  readonly services: Services
  /** Runs queued jobs and cron in this process. */
  startJobs(): Promise<void>
  close(): Promise<void>
}

/** @param connectionString of a database that is migrated */
export async function openRuntime({config, connectionString, log}: RuntimeOptions): Promise<Runtime> {
  const pool = openPool({
    connectionString,
    max: config.databaseConnections,
    onError: (error) => log.warn({err: error}, 'Lost a connection to PostgreSQL'),
  })
  const db = openDatabase(pool)
  const signals = createSignals((channel) => {
    pool.query(`notify ${channel}`).catch((error: unknown) => log.warn({err: error}, 'Cannot notify'))
  })
  const files = await openFileStore({folder: join(config.dataFolder, 'files')})
  const services: Services = {
    config,
    pool,
    files,
    jobs,
    signals,
    mailer: createMailer(config),
    actors: createActorCache(signals),
    names: createNameCache(signals),
  }
  const listener = await listen({
    connectionString,
    channels: [eventsChannel, rightsChannel],
    onSignal: (channel) => signals.heard(channel),
    onConnection: (isConnected) => signals.setConnected(isConnected),
  })
  let runner: Runner | undefined

  return {
    db,
    pool,
    services,
    async startJobs() {
      runner = await startWorker({pool, tasks: tasks({db, services, log}), cron, log})
    },
    async close() {
      await runner?.stop()
      await listener.close()
      await db.destroy()
    },
  }
}

/** The program itself as the actor. */
export async function systemContext(
  {db, services}: Pick<Runtime, 'db' | 'services'>,
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
