import {setTimeout as sleep} from 'node:timers/promises'
import {waitUntilReady} from './connection.ts'
import {sizeOf, tail} from './log-file.ts'
import type {Log} from './log.ts'
import {clearStalePidFile, findPostmaster} from './pid-file.ts'
import {
  type Launch,
  type Postmaster,
  markOf,
  spawnPostmaster,
  stopPostmaster,
  watchPostmaster,
} from './postmaster.ts'

/** What a dying predecessor, its backends or a start at the same moment leave behind for a second or two. */
const passing = /lock file .* already exists|shared memory block .* is still in use|could not bind .* in use/

/** Resolves to a PostgreSQL that answers: the one that runs already, else a new one. */
export async function adoptOrStart(launch: Launch, log: Log, patience = 30_000): Promise<Postmaster> {
  const deadline = Date.now() + patience
  for (;;) {
    const adopted = await adopt(launch, log)
    if (adopted !== undefined) return adopted

    const {postmaster, problem} = await start(launch, log)
    if (postmaster !== undefined) {
      log.info({pid: postmaster.pid}, 'PostgreSQL started')
      return postmaster
    }
    if (!passing.test(problem) || Date.now() > deadline) {
      throw new Error(`Cannot start PostgreSQL (its log is ${launch.logFile}): ${problem}`)
    }
    await sleep(250)
  }
}

async function adopt(launch: Launch, log: Log): Promise<Postmaster | undefined> {
  const {clusterDir} = launch.place
  const found = await findPostmaster(clusterDir)
  if (found === undefined) return undefined

  const postmaster = watchPostmaster(found.pid, found.socketDir, clusterDir)
  const mark = await waitUntilReady(found.socketDir, postmaster.isAlive, 5000).catch(() => '')
  if (mark === undefined) return undefined
  if (mark === markOf(launch) && found.socketDir === launch.socketDir) {
    log.info({pid: found.pid}, 'PostgreSQL was running already')
    return postmaster
  }
  log.info(
    {pid: found.pid},
    'PostgreSQL runs in another version or place, or with other settings: restarting it',
  )
  await stopPostmaster(postmaster, log)
  return undefined
}

async function start(launch: Launch, log: Log): Promise<{postmaster?: Postmaster; problem: string}> {
  await clearStalePidFile(launch.place.clusterDir, launch.socketDir)
  const before = await sizeOf(launch.logFile)
  const postmaster = await spawnPostmaster(launch)
  try {
    const answers = (await waitUntilReady(launch.socketDir, postmaster.isAlive)) !== undefined
    // Where another start was faster, the answer was its own, and ours is about to end.
    const isOurs = (await findPostmaster(launch.place.clusterDir))?.pid === postmaster.pid
    if (answers && isOurs) return {postmaster, problem: ''}
  } catch (error) {
    await stopPostmaster(postmaster, log)
    throw error
  }
  await postmaster.gone
  return {problem: (await tail(launch.logFile, before)) || 'it ended without a word'}
}
