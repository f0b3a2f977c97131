import {stat} from 'node:fs/promises'
import {join} from 'node:path'
import {Client} from 'pg'
import {readConfig, type Config} from '../core/config.ts'
import {openFileStore} from '../core/files/open-file-store.ts'
import {borrowEmbeddedPostgres} from '../core/postgres/borrow-embedded-postgres.ts'
import type {Log} from '../core/postgres/log.ts'
import {backupChecks} from './check-backups.ts'
import {dataChecks} from './check-data.ts'
import {checkDataFolder} from './check-data-folder.ts'
import {databaseChecks} from './check-database.ts'
import {fileChecks} from './check-files.ts'
import {mailChecks} from './check-mail.ts'
import {checkProgram} from './check-program.ts'
import type {Check, Finding, Patient, Told} from './finding.ts'

export interface ExamineOptions {
  environment: NodeJS.ProcessEnv
  fix: boolean
  deep: boolean
  backups?: string
  log: Log
  signal: AbortSignal
  /** Hears of each finding when it is known. */
  onFinding: (finding: Finding) => void
}

const checks: readonly Check[] = [
  ...databaseChecks,
  ...dataChecks,
  ...fileChecks,
  ...mailChecks,
  ...backupChecks,
]

/** Checks the set-up and the data of a system, whether its server runs or not. It never throws for what it finds. */
export async function examine(options: ExamineOptions): Promise<Finding[]> {
  const findings: Finding[] = []
  const report = (check: string, told: readonly Told[]): void => {
    for (const one of told) {
      const finding = {check, ...one}
      findings.push(finding)
      options.onFinding(finding)
    }
  }
  report('Program', await checkProgram())
  const config = tryConfig(options.environment)
  if (config instanceof Error) {
    report('Settings', [
      {
        level: 'fail',
        message: config.message,
        remedy: 'Set it right in the environment; the README lists all',
      },
    ])
    return findings
  }
  report('Settings', [{level: 'ok', message: 'every setting is known and well formed'}])
  report('Data folder', await guarded(() => checkDataFolder(config)))
  await withPatient(config, options, report, async (patient) => {
    for (const check of checks) {
      options.signal.throwIfAborted()
      report(check.name, await guarded(() => check.run(patient)))
    }
  })
  return findings
}

function tryConfig(environment: NodeJS.ProcessEnv): Config | Error {
  try {
    return readConfig(environment)
  } catch (error) {
    return error as Error
  }
}

async function withPatient(
  config: Config,
  {log, fix, deep, backups, signal}: ExamineOptions,
  report: (check: string, told: readonly Told[]) => void,
  use: (patient: Patient) => Promise<void>,
): Promise<void> {
  const failed = (error: unknown): void =>
    report('PostgreSQL', [
      {
        level: 'fail',
        message: (error as Error).message,
        remedy: 'Nothing of the data could be checked: see to this first',
      },
    ])
  if (config.databaseUrl === undefined && !(await wasStarted(config.dataFolder))) {
    const message = `no Fettle was started on ${config.dataFolder} yet`
    return report('PostgreSQL', [
      {level: 'warn', message, remedy: 'Start it, or set FETTLE_DATA or DATABASE_URL'},
    ])
  }
  const postgres = await borrow(config, log).catch(failed)
  if (postgres === undefined) return
  try {
    const client = await connect(postgres.connectionString).catch(failed)
    if (client === undefined) return
    try {
      const files = await openFileStore({folder: join(config.dataFolder, 'files')})
      await use({
        config,
        client,
        files,
        options: {fix, deep, signal, ...(backups === undefined ? {} : {backups})},
      })
    } finally {
      await client.end().catch(() => undefined)
    }
  } finally {
    await postgres.release()
  }
}

async function borrow(
  {databaseUrl, dataFolder}: Config,
  log: Log,
): Promise<{connectionString: string; release(): Promise<void>}> {
  return databaseUrl === undefined
    ? borrowEmbeddedPostgres({dataDir: dataFolder, log})
    : {connectionString: databaseUrl, release: () => Promise.resolve()}
}

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({
    connectionString,
    application_name: 'fettle doctor',
    connectionTimeoutMillis: 10_000,
  })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

async function wasStarted(dataFolder: string): Promise<boolean> {
  return (await exists(join(dataFolder, 'pg'))) || exists(join(dataFolder, 'postgres.location'))
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

/** A check that cannot be made is a finding too. */
async function guarded(run: () => Promise<Told[]>): Promise<Told[]> {
  try {
    return await run()
  } catch (error) {
    return [
      {level: 'fail', message: `cannot be checked: ${(error as Error).message}`, remedy: 'See to this first'},
    ]
  }
}
