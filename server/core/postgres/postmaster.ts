import {spawn} from 'node:child_process'
import {createHash} from 'node:crypto'
import {open} from 'node:fs/promises'
import {totalmem} from 'node:os'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import type {Binaries} from './binaries.ts'
import {cleanEnvironment} from './initdb.ts'
import type {Log} from './log.ts'
import type {Place} from './place.ts'
import {isPostmasterOf} from './process-table.ts'
import {port} from './socket-folder.ts'

/** A PostgreSQL that runs, started by us or found running. */
export interface Postmaster {
  pid: number
  socketDir: string
  isAlive: () => boolean
  /** Resolves once it is no more; does not keep our process alive. */
  gone: Promise<void>
}

export interface Launch {
  binaries: Binaries
  place: Place
  socketDir: string
  logFile: string
  /** Settings that the caller changes or adds. */
  settings: Record<string, string>
}

/** Starts PostgreSQL in a session of its own: neither Ctrl-C nor our own death ends it. */
export async function spawnPostmaster(launch: Launch): Promise<Postmaster> {
  const {binaries, place, socketDir, logFile} = launch
  const log = await open(logFile, 'a')
  try {
    const child = spawn(join(binaries.folder, 'bin', 'postgres'), launchArguments(launch), {
      ...place.account,
      cwd: '/',
      env: cleanEnvironment,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    })
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject))
    child.unref()
    const isAlive = (): boolean => child.exitCode === null && child.signalCode === null
    return {pid: child.pid ?? 0, socketDir, isAlive, gone}
  } finally {
    await log.close()
  }
}

/** A PostgreSQL that somebody else started has no exit event: we look four times a second. */
export function watchPostmaster(pid: number, socketDir: string, clusterDir: string): Postmaster {
  const isAlive = (): boolean => isPostmasterOf(pid, clusterDir)
  const gone = (async () => {
    while (isAlive()) await sleep(250, undefined, {ref: false})
  })()
  return {pid, socketDir, isAlive, gone}
}

/** Stops it: a clean end first, and after a minute an immediate one, from which the next start recovers. */
export async function stopPostmaster(postmaster: Postmaster, log: Log): Promise<void> {
  const steps = [
    ['SIGINT', 60_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 10_000],
  ] as const
  for (const [signal, patience] of steps) {
    if (!postmaster.isAlive()) return
    if (signal !== 'SIGINT') log.warn({pid: postmaster.pid}, `PostgreSQL does not stop: sending ${signal}`)
    sendSignal(postmaster.pid, signal)
    const deadline = Date.now() + patience
    while (postmaster.isAlive() && Date.now() < deadline) await sleep(10)
  }
  if (postmaster.isAlive()) throw new Error(`Cannot stop PostgreSQL, process ${postmaster.pid}`)
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Names the version and settings of a launch: a running PostgreSQL with another mark is restarted. */
export function markOf({binaries, settings}: Launch): string {
  const content = JSON.stringify([binaries.version, binaries.folder, {...defaults, ...settings}])
  return createHash('sha256').update(content).digest('hex').slice(0, 16)
}

function launchArguments(launch: Launch): string[] {
  const {place, socketDir, settings} = launch
  const all = {
    ...defaults,
    ...settings,
    unix_socket_directories: `"${socketDir.replaceAll('"', '""')}"`,
    'fettle.mark': markOf(launch),
  }
  return [
    '-D',
    place.clusterDir,
    ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
}

/** Errors of statements are the application's to tell; the log must not hold what people wrote. */
const quiet = {
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
}

/**
 * An eighth of the memory, 128 MB at least, 1 GB at most: what is read again and again stays there. PostgreSQL takes it
 * page by page, as it is needed.
 */
export function sharedBuffersMb(memory: number): number {
  return Math.min(1024, Math.max(128, Math.floor(memory / 8 / 1_048_576)))
}

/** Of this machine, or as much of it as a container gives us. */
function usableMemory(): number {
  const limit = process.constrainedMemory()
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem()
}

const defaults: Record<string, string> = {
  port: String(port),
  listen_addresses: '',
  unix_socket_permissions: '0700',
  shared_buffers: `${sharedBuffersMb(usableMemory())}MB`,
  max_connections: '40',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  idle_in_transaction_session_timeout: '60s',
  ...quiet,
}
