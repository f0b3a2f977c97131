import {stat} from 'node:fs/promises'
import {join} from 'node:path'
import {pino} from 'pino'
import {readConfig, type Config} from '../server/core/config.ts'
import {borrowEmbeddedPostgres} from '../server/core/postgres/borrow-embedded-postgres.ts'
import {CliError} from './cli-error.ts'
import {note} from './output.ts'

/** The system of the settings: the same that `fettle start` serves, whether it runs or not. */
export interface System {
  readonly config: Config
  readonly connectionString: string
}

/** Opens the system and leaves it as it was found. */
export async function withSystem<Result>(use: (system: System) => Promise<Result>): Promise<Result> {
  const config = configOfCommand()
  if (config.databaseUrl !== undefined) return use({config, connectionString: config.databaseUrl})
  await assertStartedBefore(config.dataFolder)
  const postgres = await borrowEmbeddedPostgres({dataDir: config.dataFolder, log: quietLog})
  try {
    return await use({config, connectionString: postgres.connectionString})
  } finally {
    await postgres.release()
  }
}

export function configOfCommand(): Config {
  try {
    return readConfig(process.env)
  } catch (error) {
    throw new CliError('usage', (error as Error).message.replace(/^Cannot start/, 'Wrong settings'))
  }
}

/** What PostgreSQL has to say about its start and end interests nobody here, unless it is a warning. */
export const quietLog = {
  info() {},
  warn: (_: object, message: string) => note(message),
  error: (_: object, message: string) => note(message),
}

/** For what takes a server's log. */
export function commandLog() {
  return pino({level: 'error'}, pino.destination(2))
}

async function assertStartedBefore(dataFolder: string): Promise<void> {
  for (const sign of ['pg', 'postgres.location']) if (await exists(join(dataFolder, sign))) return
  throw new CliError(
    'failed',
    `Cannot open ${dataFolder}: no Fettle was started on it yet; start one, or set FETTLE_DATA or DATABASE_URL`,
  )
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
