import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {existsSync} from 'node:fs'
import {chmod, chown, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {Client, Pool} from 'pg'
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest'
import {borrowEmbeddedPostgres} from './borrow-embedded-postgres.ts'
import {findPostmaster} from './pid-file.ts'
import {findPlace} from './place.ts'
import {processExists} from './process-table.ts'
import {type EmbeddedPostgres, startEmbeddedPostgres} from './start-embedded-postgres.ts'

const silent = {info() {}, warn() {}, error() {}}
const isRoot = process.getuid?.() === 0

let home: string
let dataDir: string
const children: ChildProcess[] = []
const folders: string[] = []

beforeEach(async () => {
  home = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'pgtest-'))
  await chmod(home, 0o755)
  dataDir = join(home, 'data')
  folders.push(dataDir)
})

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const folder of folders.splice(0)) await endPostgresOf(folder)
  await rm(home, {recursive: true, force: true, maxRetries: 20, retryDelay: 50})
})

describe('starting', () => {
  test('the first start makes the database, and a later one finds what was written', async () => {
    const first = await start()
    await query(first, 'create table kept as select 42 as answer')
    await first.stop()
    expect(await findRunningPid()).toBeUndefined()

    const second = await start()
    expect(await query(second, 'select answer from kept')).toEqual([{answer: 42}])
    await second.stop()
  })

  test('it serves Unicode, English messages, UTC, checksums and the caller’s settings', async () => {
    const postgres = await start({work_mem: '7MB'})
    const [shown] = await query(
      postgres,
      `select current_setting('server_encoding') as encoding, current_setting('lc_messages') as messages,
              current_setting('timezone') as timezone, current_setting('work_mem') as work_mem,
              current_setting('data_checksums') as checksums, upper('ä') as upper`,
    )
    expect(shown).toEqual({
      encoding: 'UTF8',
      messages: 'C',
      timezone: 'UTC',
      work_mem: '7MB',
      checksums: 'on',
      upper: 'Ä',
    })
    await postgres.stop()
  })

  test('two first starts at once end with one database that both reach', async () => {
    const [one, other] = await Promise.all([start(), start()])
    await query(one, 'create table met as select 1 as one')
    expect(await query(other, 'select one from met')).toEqual([{one: 1}])
    expect((await readdir(dataDir)).filter((name) => name.startsWith('pg.init-'))).toEqual([])
    await Promise.all([one.stop(), other.stop()])
  })

  test('a half-made cluster of a killed first start is cleared away', async () => {
    await mkdir(join(dataDir, 'pg.init-4194300-abcdef', 'base'), {recursive: true})
    const postgres = await start()
    expect((await readdir(dataDir)).filter((name) => name.startsWith('pg.init-'))).toEqual([])
    await postgres.stop()
  })

  test('a path with spaces, quotes, commas and umlauts will do', async () => {
    dataDir = join(home, `it's "ours", Größe 2`)
    folders.push(dataDir)
    const postgres = await start()
    expect(await query(postgres, 'select 1 as one')).toEqual([{one: 1}])
    await postgres.stop()
  })

  test('a path too long for a socket moves only the socket', async () => {
    dataDir = join(home, 'long'.repeat(30))
    folders.push(dataDir)
    const postgres = await start()
    expect(await query(postgres, 'select 1 as one')).toEqual([{one: 1}])
    expect(await readdir(dataDir)).toContain('pg')
    const socketDir = new URL(postgres.connectionString.replace('@/', '@x/')).searchParams.get('host') ?? ''
    expect(socketDir.startsWith(tmpdir())).toBe(true)
    expect((await stat(socketDir)).mode & 0o777).toBe(0o700)
    await postgres.stop()
    await rm(socketDir, {recursive: true})
  })

  test('a cluster of another major version stops the start with a sentence', async () => {
    await mkdir(join(dataDir, 'pg'), {recursive: true})
    await writeFile(join(dataDir, 'pg', 'PG_VERSION'), '17\n')
    await expect(start()).rejects.toThrow(/PostgreSQL 17 made it and this Fettle brings 18.*fettle restore/)
  })

  test('a cluster that cannot start is told with the words of PostgreSQL', async () => {
    await (await start()).stop()
    const {clusterDir} = await findPlace(dataDir)
    await writeFile(join(clusterDir, 'postgresql.conf'), 'nonsense = 1\n')
    await expect(start()).rejects.toThrow(
      /Cannot start PostgreSQL.*unrecognized configuration parameter "nonsense"/s,
    )
  })

  test('a large log is put aside', async () => {
    await mkdir(dataDir, {recursive: true, mode: 0o711})
    await writeFile(join(dataDir, 'postgres.log'), 'x'.repeat(10 * 1024 * 1024 + 1))
    const postgres = await start()
    expect((await stat(join(dataDir, 'postgres.log'))).size).toBeLessThan(10_000)
    expect((await stat(join(dataDir, 'postgres.log.1'))).size).toBeGreaterThan(10_000_000)
    await postgres.stop()
  })
})

describe('after a kill', () => {
  test('PostgreSQL killed under a living server comes back, and the pool with it', async () => {
    const postgres = await start()
    const pool = new Pool({connectionString: postgres.connectionString})
    pool.on('error', () => {})
    pool.on('connect', (client) => void client.on('error', () => {}))
    await pool.query('create table kept as select 42 as answer')
    const exited = new Promise<void>((resolve) => postgres.onUnexpectedExit(resolve))

    const pid = await getRunningPid()
    process.kill(pid, 'SIGKILL')
    await exited
    await vi.waitFor(async () => expect(await getRunningPid()).not.toBe(pid), 10_000)
    await vi.waitFor(
      async () => expect((await pool.query('select answer from kept')).rows).toHaveLength(1),
      10_000,
    )
    await pool.end()
    await postgres.stop()
  })

  test('the server killed: the next start adopts its PostgreSQL and finds the data', async () => {
    const child = await startChild()
    const pid = await getRunningPid()
    await query({connectionString: await runningConnection()}, 'create table kept as select 42 as answer')
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(processExists(pid)).toBe(true)

    const postgres = await start()
    expect(await getRunningPid()).toBe(pid)
    expect(await query(postgres, 'select answer from kept')).toEqual([{answer: 42}])
    await postgres.stop()
    expect(await findRunningPid()).toBeUndefined()
  })

  test('an adopted PostgreSQL that is killed comes back too', async () => {
    const child = await startChild()
    child.kill('SIGKILL')
    await once(child, 'exit')
    const postgres = await start()
    const pid = await getRunningPid()
    process.kill(pid, 'SIGKILL')
    await vi.waitFor(async () => expect(await getRunningPid()).not.toBe(pid), 10_000)
    await vi.waitFor(() => query(postgres, 'select 1'), 10_000)
    await postgres.stop()
  })

  test('both killed at once: the next start recovers what was acknowledged', async () => {
    const child = await startChild()
    await query({connectionString: await runningConnection()}, 'create table kept as select 42 as answer')
    const pid = await getRunningPid()
    child.kill('SIGKILL')
    process.kill(pid, 'SIGKILL')

    const postgres = await start()
    expect(await query(postgres, 'select answer from kept')).toEqual([{answer: 42}])
    await postgres.stop()
  })

  test('a pid file that names a stranger does not keep it from starting', async () => {
    await (await start()).stop()
    const {clusterDir, account} = await findPlace(dataDir)
    const stranger = spawn('sleep', ['60'], {...account, stdio: 'ignore'})
    children.push(stranger)
    const pidFile = join(clusterDir, 'postmaster.pid')
    await writeFile(
      pidFile,
      `${stranger.pid}\n${clusterDir}\n1\n5432\n${join(dataDir, 'run')}\n\n    1 999999\nready\n`,
    )
    if (account !== undefined) await chown(pidFile, account.uid, account.gid)

    const postgres = await start()
    expect(await query(postgres, 'select 1 as one')).toEqual([{one: 1}])
    expect(processExists(stranger.pid ?? 0)).toBe(true)
    await postgres.stop()
  })

  test('a PostgreSQL left running with other settings is restarted with ours', async () => {
    const child = await startChild()
    child.kill('SIGKILL')
    await once(child, 'exit')
    const postgres = await start({work_mem: '9MB'})
    expect(await query(postgres, 'show work_mem')).toEqual([{work_mem: '9MB'}])
    await postgres.stop()
  })
})

describe('borrowing', () => {
  test('beside a server it uses what runs and leaves it running', async () => {
    const postgres = await start()
    const borrowed = await borrowEmbeddedPostgres({dataDir, log: silent})
    expect(await query(borrowed, 'select 1 as one')).toEqual([{one: 1}])
    await borrowed.release()
    expect(await query(postgres, 'select 1 as one')).toEqual([{one: 1}])
    await postgres.stop()
  })

  test('without one it starts PostgreSQL and stops it again', async () => {
    const borrowed = await borrowEmbeddedPostgres({dataDir, log: silent})
    expect(await query(borrowed, 'select 1 as one')).toEqual([{one: 1}])
    await borrowed.release()
    expect(await findRunningPid()).toBeUndefined()
  })

  test('a server that started meanwhile keeps it', async () => {
    const borrowed = await borrowEmbeddedPostgres({dataDir, log: silent})
    const server = await startChild({lock: true})
    await borrowed.release()
    expect(await query(borrowed, 'select 1 as one')).toEqual([{one: 1}])
    server.kill('SIGTERM')
    await once(server, 'exit')
  })
})

describe.runIf(isRoot)('as root', () => {
  const ordinary = {uid: 65533, gid: 65533}

  test('PostgreSQL runs as nobody in a data folder of root', async () => {
    const postgres = await start()
    expect((await stat(join(dataDir, 'pg'))).uid).toBe(65534)
    expect(await uidOf(await getRunningPid())).toBe(65534)
    await postgres.stop()
  })

  test('a data folder that only root can enter keeps its database outside, and finds it again', async () => {
    await chmod(home, 0o700)
    const first = await start()
    await query(first, 'create table kept as select 42 as answer')
    await first.stop()
    const {base} = await findPlace(dataDir)
    expect(base).toMatch(/^\/var\/lib\/fettle\/data-/)
    folders.push(base)

    const second = await start()
    expect(await query(second, 'select answer from kept')).toEqual([{answer: 42}])
    await second.stop()
    await rm(base, {recursive: true})
  })

  test('a copy of such a folder does not open the database of the original', async () => {
    await chmod(home, 0o700)
    await (await start()).stop()
    const {base} = await findPlace(dataDir)
    const copy = join(home, 'copy')
    await mkdir(copy)
    await writeFile(join(copy, 'postgres.location'), await readFile(join(dataDir, 'postgres.location')))
    await expect(startEmbeddedPostgres({dataDir: copy, log: silent})).rejects.toThrow(/is a copy of/)
    await rm(base, {recursive: true})
  })

  test('a cluster that root took over is given back', async () => {
    await (await start()).stop()
    const {clusterDir} = await findPlace(dataDir)
    for (const name of ['', ...(await readdir(clusterDir, {recursive: true}))])
      await chown(join(clusterDir, name), 0, 0)
    const postgres = await start()
    expect((await stat(clusterDir)).uid).toBe(65534)
    await postgres.stop()
  })

  test('an owner without a name gets no process, since initdb would refuse him', async () => {
    await mkdir(dataDir, {mode: 0o711})
    await chown(dataDir, 61234, 61234)
    const postgres = await start()
    expect(await uidOf(await getRunningPid())).toBe(65534)
    await postgres.stop()
  })

  test('the owner of a closed data folder runs it, first under root and then alone', async () => {
    const daemon = {uid: 1, gid: 1}
    await mkdir(dataDir, {mode: 0o700})
    await chown(dataDir, daemon.uid, daemon.gid)
    const postgres = await start()
    expect(await uidOf(await getRunningPid())).toBe(daemon.uid)
    await query(postgres, 'create table kept as select 42 as answer')
    await postgres.stop()

    const child = await startChild({account: daemon, lock: true})
    expect(
      await query({connectionString: await runningConnection()}, 'select answer from kept'),
    ).toHaveLength(1)
    child.kill('SIGTERM')
    await once(child, 'exit')
  })

  test('an ordinary user starts it in a folder only he can enter', async () => {
    const nobody = {uid: 65534, gid: 65534}
    await chown(home, nobody.uid, nobody.gid)
    await chmod(home, 0o700)
    const child = await startChild({account: nobody, lock: true})
    expect(await uidOf(await getRunningPid())).toBe(nobody.uid)
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700)
    child.kill('SIGTERM')
    await once(child, 'exit')
    expect(await findRunningPid()).toBeUndefined()
  })

  test('an ordinary user without a right to the folder is told so', async () => {
    await expect(startChild({account: ordinary})).rejects.toThrow(
      /Cannot open the data folder .*permission denied/,
    )
  })
})

function start(settings?: Record<string, string>): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({dataDir, log: silent, ...(settings && {settings})})
}

async function startChild(
  options: {account?: {uid: number; gid: number}; lock?: boolean} = {},
): Promise<ChildProcess> {
  const script = join(import.meta.dirname, 'testing-child.ts')
  const child = spawn(process.execPath, [script, dataDir, ...(options.lock ? ['lock'] : [])], {
    ...options.account,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let said = ''
  child.stderr.on('data', (chunk) => (said += String(chunk)))
  const closed = once(child, 'close')
  await Promise.race([once(child.stdout, 'data'), closed])
  if (child.exitCode !== null) throw new Error(said)
  return child
}

async function query({connectionString}: {connectionString: string}, sql: string): Promise<unknown[]> {
  const client = new Client({connectionString})
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

async function runningConnection(): Promise<string> {
  return (await borrowEmbeddedPostgres({dataDir, log: silent})).connectionString
}

async function findRunningPid(): Promise<number | undefined> {
  return (await findPostmaster((await findPlace(dataDir)).clusterDir))?.pid
}

async function getRunningPid(): Promise<number> {
  const pid = await findRunningPid()
  if (pid === undefined) throw new Error(`No PostgreSQL runs for ${dataDir}`)
  return pid
}

async function uidOf(pid: number): Promise<number> {
  return (await stat(`/proc/${pid}`)).uid
}

async function endPostgresOf(folder: string): Promise<void> {
  const pid = (await findPostmaster(join(folder, 'pg')))?.pid
  if (pid === undefined) return
  process.kill(pid, 'SIGQUIT')
  while (processExists(pid)) await sleep(20)
}
