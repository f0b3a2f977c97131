import {existsSync, readFileSync, rmSync} from 'node:fs'
import {chmod, mkdtemp, readdir, rm, stat} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {findPostmaster} from '../core/postgres/pid-file.ts'
import {processExists} from '../core/postgres/process-table.ts'
import {startEmbeddedPostgres} from '../core/postgres/start-embedded-postgres.ts'

export interface TestCluster {
  /** Connects as superuser to its database `fettle`. */
  connectionString: string
  /** Stops the cluster and removes all of it. */
  remove(): Promise<void>
}

const prefix = 'fettle-test-'
const settings = {
  max_connections: '200',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
}

/** Starts a throw-away PostgreSQL, in memory where the system offers that. It dies with this process. */
export async function startTestCluster(): Promise<TestCluster> {
  const parent = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
  await removeAbandoned(parent)
  const dataDir = await mkdtemp(join(parent, `${prefix}${process.pid}-`))
  await chmod(dataDir, 0o711)
  const removeAtExit = (): void => removeNow(dataDir)
  process.once('exit', removeAtExit)

  const {connectionString, stop} = await startEmbeddedPostgres({dataDir, log: silent, settings})
  return {
    connectionString,
    remove: async () => {
      await stop()
      await rm(dataDir, {recursive: true, force: true})
      process.off('exit', removeAtExit)
    },
  }
}

const silent = {info() {}, warn() {}, error() {}}

/** What is left to do when the process ends without `remove`, where nothing can be awaited. */
function removeNow(dataDir: string): void {
  try {
    const pid = Number(readFileSync(join(dataDir, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0])
    process.kill(pid, 'SIGQUIT')
  } catch {
    // It has not started, or is gone already.
  }
  rmSync(dataDir, {recursive: true, force: true, maxRetries: 20, retryDelay: 50})
}

/** Clusters of test runs that were killed. */
async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]
    if (pid === undefined || processExists(Number(pid))) continue
    const dataDir = join(parent, name)
    if ((await stat(dataDir)).uid !== process.getuid?.()) continue
    const postmaster = await findPostmaster(join(dataDir, 'pg'))
    if (postmaster !== undefined) process.kill(postmaster.pid, 'SIGQUIT')
    await rm(dataDir, {recursive: true, force: true, maxRetries: 20, retryDelay: 50})
  }
}
