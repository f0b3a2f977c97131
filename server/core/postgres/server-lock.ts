import {setTimeout as sleep} from 'node:timers/promises'
import type {Pool, PoolClient} from 'pg'
import {AlreadyRunning} from './already-running.ts'

/** The bytes of "fettle" as a number; advisory locks are counted per database. */
const lockKey = 0x666574746c65

export interface ServerLockOptions {
  /** How long to wait for the connection of a killed predecessor to vanish, in ms; 3,000 when absent. */
  patience?: number
  /** Called when the connection broke and another Fettle took the database meanwhile. */
  onLost?: (error: AlreadyRunning) => void
}

/**
 * Makes this the one server of the database by an advisory lock on a connection it keeps out of the pool.
 * Throws AlreadyRunning. When the connection breaks, it takes the lock again. Resolves to the release.
 */
export async function holdServerLock(
  pool: Pool,
  options: ServerLockOptions = {},
): Promise<() => Promise<void>> {
  const {patience = 3000, onLost = () => {}} = options
  const released = new AbortController()
  let holder: PoolClient | undefined
  let again = Promise.resolve()
  watch(await takeLock(pool, patience))

  return async () => {
    released.abort()
    await again
    holder?.release(true)
    holder = undefined
  }

  function watch(client: PoolClient): void {
    holder = client
    client.on('error', () => {
      if (holder !== client) return
      holder = undefined
      client.release(true)
      again = takeAgain()
    })
  }

  async function takeAgain(): Promise<void> {
    while (!released.signal.aborted) {
      try {
        return watch(await takeLock(pool, patience))
      } catch (error) {
        if (error instanceof AlreadyRunning) return onLost(error)
        await sleep(250)
      }
    }
  }
}

async function takeLock(pool: Pool, patience: number): Promise<PoolClient> {
  const client = await pool.connect()
  client.on('error', ignore)
  try {
    const deadline = Date.now() + patience
    while (!(await tryLock(client))) {
      if (Date.now() >= deadline)
        throw new AlreadyRunning('Cannot start: another Fettle already serves this database')
      await sleep(100)
    }
    return client
  } catch (error) {
    client.release(true)
    throw error
  }
}

/** Whoever watches the client hears of its errors too; without any listener they would end the process. */
function ignore(): void {}

async function tryLock(client: PoolClient): Promise<boolean> {
  const {rows} = await client.query<{taken: boolean}>('select pg_try_advisory_lock($1) as taken', [lockKey])
  return rows[0]?.taken === true
}
