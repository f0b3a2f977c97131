import {spawn, type ChildProcess} from 'node:child_process'
import {randomBytes} from 'node:crypto'
import {openSync} from 'node:fs'
import {chmod, mkdtemp, readFile, rm} from 'node:fs/promises'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import {pino} from 'pino'
import {migrate} from '../server/core/database/migrate.ts'
import {openPool} from '../server/core/database/pool.ts'
import {hashToken} from '../server/core/http/authenticate.ts'
import {startEmbeddedPostgres} from '../server/core/postgres/start-embedded-postgres.ts'
import type {SampleIssue} from './sample-texts.ts'
import {seed} from './seed.ts'

const root = join(import.meta.dirname, '..')

export interface BenchServer {
  readonly address: string
  /** Key of an ordinary member of all projects but the last. */
  readonly token: string
  readonly pid: number
  stop(): Promise<void>
}

export interface BenchServerOptions {
  samples: readonly SampleIssue[]
  issues: number
  comments: number
}

/** Seeds a database of its own and starts the server on it as a user would, in a process of its own. */
export async function startBenchServer(options: BenchServerOptions): Promise<BenchServer> {
  const dataDir = await mkdtemp('/var/tmp/fettle-bench-')
  // Root's PostgreSQL runs as somebody else, who must be able to pass.
  await chmod(dataDir, 0o711)
  const token = `fettle_${randomBytes(32).toString('base64url')}`
  await prepare(dataDir, token, options)

  const logFile = openSync(join(dataDir, 'server.log'), 'a')
  const child = spawn(
    process.execPath,
    [join(root, 'start.mjs'), '--port', '0', '--data', dataDir, '--rate-limit', '10000000'],
    {
      stdio: ['ignore', 'pipe', logFile],
    },
  )
  const address = await readAddress(child)
  return {
    address,
    token,
    pid: Number(await readFile(join(dataDir, 'fettle.pid'), 'utf8')),
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await gone
      await rm(dataDir, {recursive: true, force: true})
    },
  }
}

async function prepare(
  dataDir: string,
  token: string,
  {samples, issues, comments}: BenchServerOptions,
): Promise<void> {
  const postgres = await startEmbeddedPostgres({dataDir, log: pino({level: 'warn'}, pino.destination(2))})
  const pool = openPool({connectionString: postgres.connectionString, max: 3, onError: ignore})
  try {
    await migrate(pool)
    await seed({pool, samples, issues, comments})
    await pool.query(`insert into account (person_id, email) values (1, 'person1@example.org')`)
    await pool.query(
      `insert into project_member (project_id, person_id, role) select id, 1, 'member' from project where id < (select max(id) from project)`,
    )
    await pool.query(
      `insert into api_key (person_id, name, scope, hint, token_hash) values (1, 'bench', 'write', '', $1)`,
      [hashToken(token)],
    )
  } finally {
    await pool.end()
    await postgres.stop()
  }
}

/** The statement that uses a lost connection fails by itself. */
function ignore(): void {}

async function readAddress(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The server has no output')
  for await (const line of createInterface({input: child.stdout})) {
    const address = /http:\/\/[\d.]+:\d+/.exec(line)?.[0]
    if (address !== undefined) return address
  }
  throw new Error('The server ended before it was ready')
}

/** Resident memory of a process in MB. */
export async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
}
