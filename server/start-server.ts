import {mkdir} from 'node:fs/promises'
import {join} from 'node:path'
import type {FastifyBaseLogger} from 'fastify'
import type {Config} from './core/config.ts'
import {assertSupported} from './core/database/assert-supported.ts'
import {migrate} from './core/database/migrate.ts'
import {openPool} from './core/database/pool.ts'
import {buildApp, type App} from './core/http/app.ts'
import {healthRoutes} from './core/http/health.ts'
import {metricsRoute} from './core/http/metrics.ts'
import {lockDataFolder} from './core/postgres/data-folder-lock.ts'
import {startEmbeddedPostgres} from './core/postgres/start-embedded-postgres.ts'
import {
  createFirstAdministrator,
  hasAnyAccount,
  issueFirstAdministratorLink,
} from './people/sign-in/first-administrator.ts'
import {routes} from './routes.ts'
import {openRuntime, systemContext, type Runtime} from './runtime.ts'
import {buildWebApp} from './web-app/build-web-app.ts'
import {loadPage, serveWebApp} from './web-app/serve-web-app.ts'

export interface RunningServer {
  /** Where people reach it. */
  readonly address: string
  /** Makes the first administrator; null when there is an account. */
  readonly firstAdministratorLink: string | null
  stop(): Promise<void>
}

type Stop = () => Promise<void>

/**
 * Starts everything in order: data folder, PostgreSQL, migrations, browser app, jobs, doors. What was started
 * before a failure is stopped again.
 *
 * @throws Error with a sentence for whoever started it
 */
export async function startServer(config: Config, log: FastifyBaseLogger): Promise<RunningServer> {
  const stops: Stop[] = []
  const stop = async (): Promise<void> => {
    for (const next of stops.splice(0).toReversed())
      await next().catch((error: unknown) => log.error({err: error}, 'Stopping failed'))
  }
  try {
    return {...(await startAll(config, log, stops)), stop}
  } catch (error) {
    await stop()
    throw error
  }
}

async function startAll(
  config: Config,
  log: FastifyBaseLogger,
  stops: Stop[],
): Promise<Omit<RunningServer, 'stop'>> {
  const lock = await lockDataFolder(config.dataFolder)
  stops.push(() => lock.release())
  const web = buildWebApp(config.root, log)
  // Awaited below: a fault in it must not end the process before.
  web.catch(() => undefined)

  const connectionString = config.databaseUrl ?? (await startPostgres(config, log, stops))
  await prepareDatabase(connectionString, log)
  await mkdir(join(config.dataFolder, 'files'), {recursive: true, mode: 0o700})
  const runtime = await openRuntime({config, connectionString, log})
  stops.push(() => runtime.close())

  await web
  const webFolder = join(config.root, 'dist/web')
  const page = await loadPage(webFolder)
  const app = await buildApp({db: runtime.db, services: runtime.services, log, routes, page})
  healthRoutes(app, runtime.db)
  if (config.metricsToken !== undefined) metricsRoute(app, runtime.pool, config.metricsToken)
  await serveWebApp(app, webFolder, page)
  const firstAdministratorToken = await welcome(runtime, config, log)
  await runtime.startJobs()
  stops.push(() => closeDoors(app))
  const listening = await app.listen({host: config.host, port: config.port})
  const address = config.url ?? listening
  return {
    address,
    firstAdministratorLink:
      firstAdministratorToken === null
        ? null
        : `${address}/first-administrator#token=${firstAdministratorToken}`,
  }
}

const closeWithinMs = 2000

/** Lets requests under way end; a connection that says nothing does not hold the stop up. */
async function closeDoors(app: App): Promise<void> {
  const deadline = setTimeout(() => app.server.closeAllConnections(), closeWithinMs)
  await app.close().finally(() => clearTimeout(deadline))
}

async function startPostgres(config: Config, log: FastifyBaseLogger, stops: Stop[]): Promise<string> {
  const postgres = await startEmbeddedPostgres({dataDir: config.dataFolder, log})
  stops.push(() => postgres.stop())
  return postgres.connectionString
}

async function prepareDatabase(connectionString: string, log: FastifyBaseLogger): Promise<void> {
  const pool = openPool({
    connectionString,
    max: 3,
    onError: (error) => log.warn({reason: error.message}, 'Lost a connection to PostgreSQL'),
  })
  try {
    await assertSupported(pool)
    await migrate(pool)
  } finally {
    await pool.end()
  }
}

/** While there is no account: makes the one that the settings name, or a link that makes it. */
async function welcome(runtime: Runtime, config: Config, log: FastifyBaseLogger): Promise<string | null> {
  if (await hasAnyAccount(runtime.db)) return null
  const ctx = await systemContext(runtime, log)
  const {adminEmail: email, adminPassword: password} = config
  if (email === undefined || password === undefined) return issueFirstAdministratorLink(ctx)
  await createFirstAdministrator(ctx, {name: email.split('@')[0] ?? email, email, password})
  return null
}
