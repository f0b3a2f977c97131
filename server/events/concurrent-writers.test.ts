import {setTimeout as sleep} from 'node:timers/promises'
import {Client} from 'pg'
import {afterAll, beforeAll, expect, test, vi} from 'vitest'
import {comparePositions, parsePosition} from '../core/events/position.ts'
import {startTestApp, type Client as ApiClient, type TestApp} from '../testing/app.ts'
import {openStream, type TestStream} from './test-stream.ts'

let t: TestApp
let viewer: ApiClient
let projectId: number

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'WEB'})
  viewer = await t.addPerson({roles: {WEB: 'viewer'}})
  projectId = (await t.db.selectFrom('project').select('id').executeTakeFirstOrThrow()).id
})
afterAll(() => t.close())

const writers = 8
const transactionsEach = 100

/** Transactions of random length and size, some rolled back. Gives the ids of the events that were committed. */
async function write(): Promise<number[]> {
  const committed: number[] = []
  const client = new Client({connectionString: t.connectionString})
  await client.connect()
  for (let count = 0; count < transactionsEach; count++) {
    const ids: number[] = []
    await client.query('begin')
    const size = 1 + Math.floor(Math.random() * 3)
    for (let event = 0; event < size; event++) {
      const {rows} = await client.query<{id: string}>(
        `insert into event (at, kind, via, project_id, payload) values (now(), 'project.archived', 'api', $1, '{}') returning id`,
        [projectId],
      )
      ids.push(Number(rows[0]?.id))
      if (Math.random() < 0.3) await sleep(Math.random() * 15)
    }
    const isCommitted = Math.random() > 0.15
    await client.query(isCommitted ? 'commit' : 'rollback')
    if (isCommitted) committed.push(...ids)
    // Not always: a lost signal may delay an event, and lose none.
    if (isCommitted && Math.random() < 0.8) t.services.signals.eventsWritten()
  }
  await client.end()
  return committed
}

interface Listener {
  readonly ids: string[]
  readonly events: number[]
  reconnections: number
  stop(): Promise<void>
}

const connect = (lastId: string) => openStream(t, {token: viewer.token, headers: {'last-event-id': lastId}})

/** Listens, and when told to reconnect breaks off at random moments and goes on from the last id it was given. */
async function listen(start: string, reconnects: boolean): Promise<Listener> {
  const state = {isStopped: false}
  let current: TestStream | undefined
  const finished: TestStream[] = []
  const seen = () => [...finished, ...(current === undefined ? [] : [current])].flatMap(({events}) => events)
  const listener: Listener = {
    get ids() {
      return seen().map(({id}) => id)
    },
    get events() {
      return seen().map(({data}) => data.id as number)
    },
    reconnections: 0,
    async stop() {
      state.isStopped = true
      await breaking
      current?.close()
    },
  }
  current = await connect(start)
  async function breakOff(): Promise<void> {
    while (!state.isStopped) {
      await sleep(20 + Math.random() * 120)
      if (state.isStopped || current === undefined) return
      const broken = current
      broken.close()
      await vi.waitFor(() => expect(broken.isOpen).toBe(false))
      const lastId = broken.lastId ?? finished.at(-1)?.lastId ?? start
      finished.push(broken)
      // Counted once, also while the next one is not there yet.
      current = undefined
      current = await connect(lastId)
      listener.reconnections++
    }
  }
  const breaking = reconnects ? breakOff() : undefined
  return listener
}

test('every committed event reaches every stream exactly once, in one order', {timeout: 60_000}, async () => {
  const probe = await openStream(t, {token: viewer.token})
  await vi.waitFor(() => expect(probe.received).not.toHaveLength(0))
  const start = probe.received[0]?.id ?? ''
  probe.close()
  const steady = await Promise.all([listen(start, false), listen(start, false)])
  const broken = await Promise.all([listen(start, true), listen(start, true), listen(start, true)])
  const listeners = [...steady, ...broken]

  const committed = (await Promise.all(Array.from({length: writers}, write))).flat()
  expect(committed.length).toBeGreaterThan(writers * transactionsEach)
  await vi.waitFor(
    () => {
      for (const {events} of listeners) expect(events.length).toBeGreaterThanOrEqual(committed.length)
    },
    {timeout: 30_000, interval: 50},
  )
  await Promise.all(listeners.map((listener) => listener.stop()))

  const [first] = steady
  expect(first?.events.toSorted((a, b) => a - b)).toEqual(committed.toSorted((a, b) => a - b))
  for (const {ids} of listeners) expect(ids).toEqual(first?.ids)
  const positions = (first?.ids ?? []).map((id) => parsePosition(id) ?? {xid: '0', id: 0})
  expect(positions).toEqual(positions.toSorted(comparePositions))
  // Else nothing was proven: ids alone would have been in order, or nobody reconnected.
  expect(first?.events).not.toEqual(committed.toSorted((a, b) => a - b))
  for (const {reconnections} of broken) expect(reconnections).toBeGreaterThan(3)
})
