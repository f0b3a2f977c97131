import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {Pool} from 'pg'
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest'
import {type TestDatabase, createTestDatabase} from '../../testing/database.ts'
import {AlreadyRunning} from './already-running.ts'
import {isDataFolderLocked, lockDataFolder} from './data-folder-lock.ts'
import {holdServerLock} from './server-lock.ts'

describe('the lock of a data folder', () => {
  let dataDir: string
  let holder: ChildProcess | undefined

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'pgtest-lock-'))
  })
  afterEach(async () => {
    holder?.kill('SIGKILL')
    await rm(dataDir, {recursive: true, force: true})
  })

  test('a second taker is told who holds it, until that one releases it', async () => {
    const lock = await lockDataFolder(dataDir)
    expect(await isDataFolderLocked(dataDir)).toBe(true)
    await expect(lockDataFolder(dataDir)).rejects.toThrow(
      new AlreadyRunning(`Cannot start on ${dataDir}: Fettle already runs there (process ${process.pid})`),
    )
    await lock.release()
    await lock.release()
    expect(await isDataFolderLocked(dataDir)).toBe(false)
    await (await lockDataFolder(dataDir)).release()
  })

  test('of two takers at once one gets it', async () => {
    const results = await Promise.allSettled([lockDataFolder(dataDir), lockDataFolder(dataDir)])
    expect(results.map(({status}) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    for (const result of results) if (result.status === 'fulfilled') await result.value.release()
  })

  test('a holder that forgets the lock still holds it', async () => {
    const child = await startHolder(
      `await lockDataFolder(folder); for (let i = 0; i < 5; i++) { gc(); await null }`,
    )
    expect(await isDataFolderLocked(dataDir)).toBe(true)
    child.kill('SIGKILL')
  })

  test('another process that holds it loses it by kill -9', async () => {
    const child = await startHolder('await lockDataFolder(folder)')
    await expect(lockDataFolder(dataDir)).rejects.toThrow(`(process ${child.pid})`)

    child.kill('SIGKILL')
    await (await lockDataFolder(dataDir)).release()
  })

  async function startHolder(statements: string): Promise<ChildProcess> {
    const module = JSON.stringify(join(import.meta.dirname, 'data-folder-lock.ts'))
    const script = `const {lockDataFolder} = await import(${module})
      const folder = ${JSON.stringify(dataDir)}
      ${statements}
      console.log('held')
      setInterval(() => {}, 60_000)`
    holder = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    if (holder.stdout) await once(holder.stdout, 'data')
    return holder
  }
})

describe('the lock of a database', () => {
  let database: TestDatabase
  let pools: Pool[]

  beforeEach(async () => {
    database = await createTestDatabase()
    pools = [makePool(database), makePool(database)]
  })
  afterEach(async () => {
    await Promise.all(pools.map((pool) => pool.end()))
    await database.drop()
  })

  test('a second server is refused until the first releases', async () => {
    const [one, other] = pools as [Pool, Pool]
    const release = await holdServerLock(one)
    await expect(holdServerLock(other, {patience: 100})).rejects.toThrow(AlreadyRunning)
    await release()
    await release()
    await (
      await holdServerLock(other, {patience: 1000})
    )()
  })

  test('it waits for the connection of a predecessor that is ending', async () => {
    const [one, other] = pools as [Pool, Pool]
    const release = await holdServerLock(one)
    const second = holdServerLock(other)
    await vi.waitFor(() => expect(other.totalCount - other.idleCount).toBe(1))
    await release()
    await (
      await second
    )()
  })

  test('a broken connection takes the lock again', async () => {
    const [one, other] = pools as [Pool, Pool]
    const release = await holdServerLock(one)
    await killHolder(other)
    await vi.waitFor(async () => expect(await countHolders(other)).toBe(1), 5000)
    await release()
    await vi.waitFor(async () => expect(await countHolders(other)).toBe(0), 5000)
  })

  test('who loses it to another hears of that', async () => {
    const [one, other] = pools as [Pool, Pool]
    const onLost = vi.fn()
    await holdServerLock(one, {patience: 0, onLost})
    const waiting = holdServerLock(other, {patience: 10_000})
    const blocked = vi.spyOn(one, 'connect').mockRejectedValueOnce(new Error('the network is down'))
    await killHolder(other)
    const releaseOther = await waiting
    await vi.waitFor(() => expect(onLost).toHaveBeenCalledWith(expect.any(AlreadyRunning)), 5000)
    blocked.mockRestore()
    await releaseOther()
  })
})

function makePool({connectionString}: TestDatabase): Pool {
  const pool = new Pool({connectionString, max: 3})
  pool.on('error', () => {})
  return pool
}

const holders =
  "from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())"

async function killHolder(pool: Pool): Promise<void> {
  await pool.query(`select pg_terminate_backend(pid) ${holders}`)
}

async function countHolders(pool: Pool): Promise<number> {
  const {rows} = await pool.query<{count: number}>(`select count(*)::int as count ${holders}`)
  return rows[0]?.count ?? 0
}
