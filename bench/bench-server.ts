import {spawn, type ChildProcess} from 'node:child_process'
import {randomBytes} from 'node:crypto'
import {openSync} from 'node:fs'
import {chmod, mkdtemp, readFile, rm} from 'node:fs/promises'
import {join} from 'node:path'
import {pino} from 'pino'
import {migrate} from '../server/core/database/migrate.ts'
import {openPool} from '../server/core/database/pool.ts'
import {hashToken} from '../server/core/http/authenticate.ts'
import {startEmbeddedPostgres} from '../server/core/postgres/start-embedded-postgres.ts'
import {childAddress, endChild} from './child-address.ts'
import {indexSeeded} from './index-seeded.ts'
import type {SampleIssue} from './sample-texts.ts'
import {seed} from './seed.ts'

const root = join(import.meta.dirname, '..')

export interface BenchServer {
  readonly address: string
  /** Key of an ordinary member of all projects but the last. */
  readonly token: string
  readonly pid: number
  /** Of its database. */
  readonly connectionString: string
  stop(): Promise<void>
}

export interface BenchServerOptions {
  samples: readonly SampleIssue[]
  issues: number
  comments: number
  /** Whether similar issues can be found: takes most of the time that a large base takes. */
  withSimilar: boolean
}

/** Seeds a database of its own and starts the server on it as a user would, in a process of its own. */
export async function startBenchServer(options: BenchServerOptions): Promise<BenchServer> {
  const dataDir = await mkdtemp('/var/tmp/fettle-bench-')
  const remove = (): Promise<void> => rm(dataDir, {recursive: true, force: true})
  try {
    // Root's PostgreSQL runs as somebody else, who must be able to pass.
    await chmod(dataDir, 0o711)
    const token = `fettle_${randomBytes(32).toString('base64url')}`
    const connectionString = await prepare(dataDir, token, options)
    const {child, address, pid} = await start(dataDir)
    return {
      address,
      token,
      connectionString,
      pid,
      async stop() {
        await endChild(child)
        await remove()
      },
    }
  } catch (error) {
    await remove()
    throw error
  }
}

async function start(dataDir: string): Promise<{child: ChildProcess; address: string; pid: number}> {
  const logPath = join(dataDir, 'server.log')
  const logFile = openSync(logPath, 'a')
  const child = spawn(
    process.execPath,
    [join(root, 'start.mjs'), '--port', '0', '--data', dataDir, '--rate-limit', '10000000'],
    {stdio: ['ignore', 'pipe', logFile]},
  )
  const address = await childAddress(child).catch(async (error: unknown) => {
    process.stderr.write(await readFile(logPath, 'utf8'))
    throw error
  })
  return {child, address, pid: Number(await readFile(join(dataDir, 'fettle.pid'), 'utf8'))}
}

async function prepare(
  dataDir: string,
  token: string,
  {samples, issues, comments, withSimilar}: BenchServerOptions,
): Promise<string> {
  const postgres = await startEmbeddedPostgres({dataDir, log: pino({level: 'warn'}, pino.destination(2))})
  const pool = openPool({connectionString: postgres.connectionString, max: 3, onError: ignore})
  try {
    await migrate(pool)
    await timed(`Seeded ${issues} issues, ${comments} comments`, () =>
      seed({pool, samples, issues, comments}),
    )
    await timed('Indexed them', () => indexSeeded(pool, {withSimilar}))
    await timed('Cleaned up', () => pool.query('vacuum analyze'))
    await pool.query(`insert into account (person_id, email) values (1, 'person1@example.org')`)
    await pool.query(
      `insert into project_member (project_id, person_id, role) select id, 1, 'member' from project where id < (select max(id) from project)`,
    )
    await pool.query(
      `insert into api_key (person_id, name, scope, hint, token_hash) values (1, 'bench', 'write', '', $1)`,
      [hashToken(token)],
    )
    return postgres.connectionString
  } finally {
    await pool.end()
    await postgres.stop()
  }
}

async function timed(what: string, work: () => Promise<unknown>): Promise<void> {
  const started = performance.now()
  await work()
  process.stderr.write(`${what} in ${Math.round((performance.now() - started) / 1000)} s\n`)
}

/** The statement that uses a lost connection fails by itself. */
function ignore(): void {}

/** Resident memory of a process in MB. */
export async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
}
