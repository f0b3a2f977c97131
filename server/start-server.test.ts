import {spawn, type ChildProcess} from 'node:child_process'
import {existsSync} from 'node:fs'
import {chmod, chown, mkdtemp, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import {afterEach, expect, test, vi} from 'vitest'
import {hasOtherPostgres, startOtherPostgres} from './testing/other-postgres.ts'

const main = join(import.meta.dirname, 'main.ts')
const isRoot = process.getuid?.() === 0
const nobody = 65_534
const undo: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

interface Started {
  readonly child: ChildProcess
  /** Ends with the process. */
  readonly exit: Promise<number | null>
  /** The first line it prints, or undefined when it ends without. */
  readonly line: string | undefined
  readonly address: string
  readonly stderr: () => string
}

async function makeFolder(mode = 0o711, owner?: number): Promise<string> {
  const folder = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'fettle-start-'))
  await chmod(folder, mode)
  if (owner !== undefined) await chown(folder, owner, owner)
  undo.push(() => rm(folder, {recursive: true, force: true}))
  return folder
}

async function start(
  folder: string,
  environment: Record<string, string> = {},
  uid?: number,
): Promise<Started> {
  const child = spawn(process.execPath, [main, '--port', '0', '--data', folder], {
    env: {PATH: process.env['PATH'], HOME: folder, ...environment},
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : {uid, gid: uid}),
  })
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
  undo.push(async () => {
    child.kill('SIGTERM')
    await exit
  })
  const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]()
  const {value: line} = (await lines.next()) as {value: string | undefined}
  return {child, exit, line, address: /http:\/\/[\d.]+:\d+/.exec(line ?? '')?.[0] ?? '', stderr: () => stderr}
}

async function isReady({address}: Started): Promise<boolean> {
  return (await fetch(`${address}/readyz`)).ok
}

/** Makes the administrator through the printed link, and a project: a write that was acknowledged. */
async function write({line, address}: Started): Promise<string> {
  const token = /token=(\S+)/.exec(line ?? '')?.[1]
  const headers = {'content-type': 'application/json', origin: address}
  const account = {token, name: 'Ada', email: 'ada@example.org', password: 'correct horse battery'}
  const signedIn = await fetch(`${address}/api/v1/first-administrator`, {
    method: 'POST',
    headers,
    body: JSON.stringify(account),
  })
  expect(signedIn.status, await signedIn.text()).toBe(201)
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const created = await fetch(`${address}/api/v1/projects`, {
    method: 'POST',
    headers: {...headers, cookie},
    body: JSON.stringify({key: 'KEPT', name: 'Kept'}),
  })
  expect(created.status).toBe(201)
  return cookie
}

async function readBack({address}: Started, cookie: string): Promise<string[]> {
  const answer = await fetch(`${address}/api/v1/projects`, {headers: {cookie}})
  const {items} = (await answer.json()) as {items: {key: string}[]}
  return items.map(({key}) => key)
}

test(
  'it prints one line with the address and the link, and stops cleanly when told',
  {timeout: 60_000},
  async () => {
    const folder = await makeFolder()
    const first = await start(folder)
    expect(first.line).toMatch(/^Fettle is ready at http:\S+\. Make the first administrator: http:\S+$/)
    expect(await isReady(first)).toBe(true)

    const second = await start(folder)
    expect(await second.exit).toBe(1)
    expect(second.stderr()).toMatch(/already/i)
    expect(await isReady(first)).toBe(true)

    first.child.kill('SIGTERM')
    expect(await first.exit).toBe(0)
    await expect(fetch(`${first.address}/healthz`)).rejects.toThrow()
  },
)

test(
  'what was acknowledged is there after kill -9 of the server and of PostgreSQL',
  {timeout: 60_000},
  async () => {
    const folder = await makeFolder()
    const first = await start(folder)
    const cookie = await write(first)
    first.child.kill('SIGKILL')
    await first.exit

    const second = await start(folder)
    expect(second.line).not.toContain('administrator')
    expect(await readBack(second, cookie)).toEqual(['KEPT'])

    process.kill(await postmasterPid(folder), 'SIGKILL')
    await vi.waitFor(async () => expect(await readBack(second, cookie)).toEqual(['KEPT']), {
      timeout: 15_000,
      interval: 100,
    })

    process.kill(await postmasterPid(folder), 'SIGKILL')
    second.child.kill('SIGKILL')
    await second.exit
    const third = await start(folder)
    expect(await readBack(third, cookie)).toEqual(['KEPT'])
  },
)

test('a scripted first start makes the administrator', {timeout: 60_000}, async () => {
  const account = {FETTLE_ADMIN_EMAIL: 'ada@example.org', FETTLE_ADMIN_PASSWORD: 'correct horse battery'}
  const server = await start(await makeFolder(), account)
  expect(server.line).toMatch(/^Fettle is ready at \S+$/)
  const answer = await fetch(`${server.address}/api/v1/session`, {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify({email: account.FETTLE_ADMIN_EMAIL, password: account.FETTLE_ADMIN_PASSWORD}),
  })
  expect(answer.status).toBe(201)
})

test.each([
  [{FETTLE_COLOUR: 'red'}, 'FETTLE_COLOUR is no setting of Fettle'],
  [{PORT: 'eighty'}, 'PORT must be a whole number from 0 to 65535'],
  [{FETTLE_METRICS_TOKEN: 'short'}, 'FETTLE_METRICS_TOKEN must have at least 16 characters (got "…")'],
])('%j stops the start with a sentence', async (environment, sentence) => {
  const folder = await makeFolder()
  const child = spawn(process.execPath, [main, '--data', folder], {
    env: {PATH: process.env['PATH'], ...environment},
  })
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(1)
  expect(stderr).toContain(sentence)
})

test('metrics are for who has the token', {timeout: 60_000}, async () => {
  const token = 'a-token-for-the-metrics'
  const server = await start(await makeFolder(), {FETTLE_METRICS_TOKEN: token})
  expect((await fetch(`${server.address}/metrics`)).status).toBe(401)
  const metrics = await fetch(`${server.address}/metrics`, {headers: {authorization: `Bearer ${token}`}})
  expect(await metrics.text()).toContain('fettle_http_request_seconds_bucket')
})

test.skipIf(!isRoot)(
  'an ordinary user starts it in a folder that only they can read',
  {timeout: 60_000},
  async () => {
    const server = await start(await makeFolder(0o700, nobody), {}, nobody)
    expect(await isReady(server)).toBe(true)
  },
)

test.skipIf(!hasOtherPostgres)('it runs on another PostgreSQL', {timeout: 60_000}, async () => {
  const folder = await makeFolder()
  const postgres = await startOtherPostgres(folder)
  undo.push(() => postgres.stop())
  const server = await start(folder, {DATABASE_URL: postgres.connectionString})
  const cookie = await write(server)
  expect(await readBack(server, cookie)).toEqual(['KEPT'])
})

async function postmasterPid(folder: string): Promise<number> {
  const [pid] = (await readFile(join(folder, 'pg/postmaster.pid'), 'utf8')).split('\n')
  return Number(pid)
}
