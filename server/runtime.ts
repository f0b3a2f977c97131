import type {FastifyBaseLogger} from 'fastify'
import type {Runner} from 'graphile-worker'
import {join} from 'node:path'
import {queueFillTexts} from './attachments/text/fill-texts.ts'
import {createActorCache} from './core/actor-cache.ts'
import type {Config} from './core/config.ts'
import {openDatabase, type Db} from './core/database/database.ts'
import {listen} from './core/database/listener.ts'
import {openPool, type PreparingPool} from './core/database/pool.ts'
import {startDispatcher, type Dispatcher} from './core/events/dispatcher.ts'
import {createSignals, eventsChannel, rightsChannel} from './core/events/signals.ts'
import {openFileStore} from './core/files/open-file-store.ts'
import {jobs, startWorker} from './core/jobs/jobs.ts'
import {createFieldCache} from './fields/field-cache.ts'
import {createIssueNumbers} from './issues/issue-numbers.ts'
import {createNameCache} from './issues/name-cache.ts'
import {createCredentialUse} from './people/credential-use.ts'
import {createSignInGuard} from './people/sign-in/sign-in-guard.ts'
import {createMailer} from './core/mail/mailer.ts'
import type {Services} from './core/services.ts'
import {projections} from './projections.ts'
import {reactions} from './reactions.ts'
import {indexTask} from './search/index-missing.ts'
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
  /** Runs queued jobs and cron in this process, and lets the reactions follow the events. */
  startJobs(): Promise<void>
  close(): Promise<void>
}

/** @param connectionString of a database that is migrated */
export async function openRuntime({config, connectionString, log}: RuntimeOptions): Promise<Runtime> {
  const onError = (error: Error): void => log.warn({reason: error.message}, 'Lost a connection to PostgreSQL')
  const pool = openPool({connectionString, max: config.databaseConnections, onError})
  const counterPool = openPool({connectionString, max: 2, onError, applicationName: 'fettle numbers'})
  const findPool = openPool({
    connectionString,
    max: config.findConnections,
    onError,
    applicationName: 'fettle find',
    settings: {
      statement_timeout: config.findTimeoutMs,
      // What is found lies in memory, mostly. As it is by default, PostgreSQL would rather read 20,000 entries of a
      // second index than look at 500 issues, which takes ten times as long.
      cpu_index_tuple_cost: 0.02,
    },
  })
  const db = openDatabase(pool)
  const signals = createSignals((channel) => {
    pool
      .query(`notify ${channel}`)
      .catch((error: unknown) => log.warn({reason: String(error)}, 'Cannot notify'))
  })
  const files = await openFileStore({folder: join(config.dataFolder, 'files')})
  const services: Services = {
    config,
    pool,
    findPool,
    files,
    jobs,
    signals,
    projections,
    mailer: createMailer(config),
    actors: createActorCache(signals),
    names: createNameCache(signals),
    fields: createFieldCache(signals),
    numbers: createIssueNumbers(counterPool),
    signIn: createSignInGuard(),
    credentialUse: createCredentialUse(db, log),
  }
  const listener = await listen({
    connectionString,
    channels: [eventsChannel, rightsChannel],
    onSignal: (channel) => signals.heard(channel),
    onConnection: (isConnected) => signals.setConnected(isConnected),
  })
  let runner: Runner | undefined
  let dispatcher: Dispatcher | undefined

  return {
    db,
    pool,
    services,
    async startJobs() {
      // The embedded PostgreSQL serves this process alone.
      const isAlone = config.databaseUrl === undefined
      runner = await startWorker({pool, tasks: tasks({db, services, log}), cron, log, isAlone})
      await jobs.add(db, indexTask, {}, {key: indexTask})
      await queueFillTexts(jobs, db)
      dispatcher = await startDispatcher({db, connectionString, signals, jobs, reactions, log})
    },
    async close() {
      await dispatcher?.close()
      await runner?.stop()
      await listener.close()
      await services.credentialUse.close()
      await findPool.end()
      await counterPool.end()
      await db.destroy()
    },
  }
}

export {systemContext} from './core/system-context.ts'
