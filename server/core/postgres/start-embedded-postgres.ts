import {setTimeout as sleep} from 'node:timers/promises'
import {adoptOrStart} from './adopt-or-start.ts'
import {findBinaries} from './binaries.ts'
import {connectionString} from './connection.ts'
import {openDataFolder} from './data-folder.ts'
import {ensureCluster} from './initdb.ts'
import {prepareLogFile} from './log-file.ts'
import type {Log} from './log.ts'
import {preparePlace} from './place.ts'
import {type Launch, type Postmaster, stopPostmaster} from './postmaster.ts'
import {reachableBinaries} from './reachable-binaries.ts'
import {makeSocketFolder} from './socket-folder.ts'

export interface EmbeddedPostgres {
  /** For `pg`: user and database `fettle` through the socket. It stays the same when PostgreSQL restarts. */
  connectionString: string
  /** Ends PostgreSQL cleanly; resolves when it is gone. A second call waits for the first. */
  stop: () => Promise<void>
  /** Calls the listener each time PostgreSQL ends without `stop`; it is being started again then. */
  onUnexpectedExit: (listener: () => void) => void
}

export interface EmbeddedPostgresOptions {
  dataDir: string
  log: Log
  /** Settings of PostgreSQL to change or add, such as `{max_connections: '200'}`. */
  settings?: Record<string, string>
}

/**
 * Starts the PostgreSQL of a data folder, or adopts the one that a killed server left running, and keeps it
 * running until `stop`. The first start makes the cluster. Hold `lockDataFolder` before.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const launch = await prepareLaunch(options)
  return supervise(launch, await adoptOrStart(launch, options.log), options.log)
}

async function prepareLaunch({dataDir, settings = {}}: EmbeddedPostgresOptions): Promise<Launch> {
  const found = await findBinaries()
  const folder = await openDataFolder(dataDir)
  const place = await preparePlace(folder)
  const binaries = await reachableBinaries(found, place.account)
  const socketDir = await makeSocketFolder(place.base, place.account)
  await ensureCluster(place, binaries)
  return {binaries, place, socketDir, logFile: await prepareLogFile(folder), settings}
}

function supervise(launch: Launch, first: Postmaster, log: Log): EmbeddedPostgres {
  const listeners: (() => void)[] = []
  const stopping = new AbortController()
  let current = first
  let stopped: Promise<void> | undefined
  let restarted = Promise.resolve()

  void watch(first)
  return {
    connectionString: connectionString(launch.socketDir),
    stop: () => (stopped ??= stop()),
    onUnexpectedExit: (listener) => void listeners.push(listener),
  }

  async function watch(postmaster: Postmaster): Promise<void> {
    current = postmaster
    await postmaster.gone
    if (stopping.signal.aborted) return
    log.warn({pid: postmaster.pid}, 'PostgreSQL ended unexpectedly: starting it again')
    restarted = restart()
    for (const listener of listeners) listener()
  }

  async function restart(): Promise<void> {
    for (let pause = 250; !stopping.signal.aborted; pause = Math.min(pause * 2, 5000)) {
      try {
        void watch(await adoptOrStart(launch, log))
        return
      } catch (error) {
        log.error({err: error}, 'PostgreSQL could not be started again: trying on')
        await sleep(pause)
      }
    }
  }

  async function stop(): Promise<void> {
    stopping.abort()
    await restarted
    await stopPostmaster(current, log)
    log.info({pid: current.pid}, 'PostgreSQL stopped')
  }
}
