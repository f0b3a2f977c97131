import {pino} from 'pino'
import {readConfig, type Config} from './core/config.ts'
import {migrate} from './core/database/migrate.ts'
import {openPool} from './core/database/pool.ts'
import {buildApp} from './core/http/app.ts'
import {lockDataFolder} from './core/postgres/data-folder-lock.ts'
import {startEmbeddedPostgres} from './core/postgres/start-embedded-postgres.ts'
import {routes} from './routes.ts'
import {openRuntime} from './runtime.ts'

try {
  await main(readConfig(process.env, process.argv.slice(2)))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

async function main(config: Config): Promise<void> {
  const log = pino({level: config.logLevel}, pino.destination(2))
  const lock = await lockDataFolder(config.dataFolder)
  const postgres =
    config.databaseUrl === undefined
      ? await startEmbeddedPostgres({dataDir: config.dataFolder, log})
      : undefined
  const connectionString = config.databaseUrl ?? postgres?.connectionString ?? ''
  await migrateOnce(connectionString, (error) => log.warn({err: error}, 'Lost a connection while migrating'))
  const runtime = await openRuntime({config, connectionString, log})
  const app = await buildApp({db: runtime.db, services: runtime.services, log, routes})
  await runtime.startJobs()
  const address = await app.listen({host: config.host, port: config.port})
  process.stdout.write(`Fettle is ready at ${config.url ?? address}\n`)

  const stop = async (): Promise<void> => {
    await app.close()
    await runtime.close()
    await postgres?.stop()
    await lock.release()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => void stop().finally(() => process.exit(0)))
}

async function migrateOnce(connectionString: string, onError: (error: Error) => void): Promise<void> {
  const pool = openPool({connectionString, max: 2, onError})
  try {
    await migrate(pool)
  } finally {
    await pool.end()
  }
}
