import {sql} from 'kysely'
import {Client} from 'pg'
import {afterAll, afterEach, beforeAll, expect, test, vi} from 'vitest'
import {startTestApp, type TestApp} from '../../testing/app.ts'
import type {Jobs} from '../jobs/jobs.ts'
import {startDispatcher, type Dispatcher, type DispatcherOptions, type Reaction} from './dispatcher.ts'
import {readHorizon} from './read-events.ts'

let t: TestApp
const started: Dispatcher[] = []
const wait = {timeout: 10_000, interval: 20}

beforeAll(async () => {
  t = await startTestApp()
})
afterEach(async () => {
  await Promise.all(started.splice(0).map((dispatcher) => dispatcher.close()))
  await sql`truncate event_cursor`.execute(t.db)
  await sql`delete from graphile_worker._private_jobs`.execute(t.db)
})
afterAll(() => t.close())

const everything: Reaction = {name: 'everything', wants: () => true, job: 'test.everything'}

async function start(options: Partial<DispatcherOptions> = {}): Promise<Dispatcher> {
  const dispatcher = await startDispatcher({
    db: t.db,
    connectionString: t.connectionString,
    signals: t.services.signals,
    jobs: t.services.jobs,
    reactions: [everything],
    log: t.app.log,
    pollMs: 100,
    ...options,
  })
  started.push(dispatcher)
  return dispatcher
}

async function record(kind: string, via = 'api'): Promise<number> {
  const {id} = await t.db
    .insertInto('event')
    .values({at: new Date(), kind, via, payload: '{}'})
    .returning('id')
    .executeTakeFirstOrThrow()
  t.services.signals.eventsWritten()
  return id
}

async function queued(task = 'test.everything'): Promise<number[]> {
  const {rows} = await sql<{payload: {eventId: number}}>`
    select payload from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id
    where task.identifier = ${task} order by job.id`.execute(t.db)
  return rows.map(({payload}) => payload.eventId)
}

test('every event after the start is queued once, in order, for who wants it', async () => {
  const before = await record('issue.created')
  await start({
    reactions: [everything, {name: 'closed', wants: ({kind}) => kind === 'issue.moved', job: 'test.moved'}],
  })
  const first = await record('issue.created')
  const second = await record('issue.moved')
  await vi.waitFor(async () => expect(await queued()).toEqual([first, second]), wait)
  expect(await queued('test.moved')).toEqual([second])
  expect(await queued()).not.toContain(before)
})

test('what an import writes is nobody’s news, unless one wants it', async () => {
  await start({reactions: [everything, {...everything, job: 'test.imports', wantsImports: true}]})
  const imported = await record('issue.created', 'import')
  const told = await record('issue.created')
  await vi.waitFor(async () => expect(await queued('test.imports')).toEqual([imported, told]), wait)
  expect(await queued()).toEqual([told])
})

test('a stop loses nothing: the next start goes on where it was', async () => {
  const first = await start()
  const one = await record('issue.created')
  await vi.waitFor(async () => expect(await queued()).toEqual([one]), wait)
  await first.close()
  const two = await record('issue.created')
  await start()
  await vi.waitFor(async () => expect(await queued()).toEqual([one, two]), wait)
})

test('a failure in the middle of a batch queues all of it later, and nothing twice', async () => {
  let failures = 2
  const jobs: Jobs = {
    async add(...args) {
      await t.services.jobs.add(...args)
      if (failures-- > 0) throw new Error('Crashed after queueing')
    },
  }
  await start({jobs})
  const ids = [await record('issue.created'), await record('issue.created')]
  await vi.waitFor(async () => expect(await queued()).toEqual(ids), wait)
})

test('of two processes one dispatches, and the other takes over', async () => {
  const pair = [await start(), await start()]
  await vi.waitFor(() => expect(pair.filter(({isLeading}) => isLeading)).toHaveLength(1), wait)
  const ids: number[] = []
  for (let count = 0; count < 20; count++) ids.push(await record('issue.created'))
  await vi.waitFor(async () => expect(await queued()).toEqual(ids), wait)

  await pair.find(({isLeading}) => isLeading)?.close()
  ids.push(await record('issue.created'))
  await vi.waitFor(async () => expect(await queued()).toEqual(ids), wait)
  expect(pair.filter(({isLeading}) => isLeading)).toHaveLength(1)
})

test('it survives the loss of its connection', async () => {
  const dispatcher = await start()
  await vi.waitFor(() => expect(dispatcher.isLeading).toBe(true), wait)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'fettle dispatcher' and datname = current_database()`.execute(t.db)
  await vi.waitFor(() => expect(dispatcher.isLeading).toBe(false), {timeout: 10_000, interval: 1})
  const id = await record('issue.created')
  await vi.waitFor(async () => expect(await queued()).toEqual([id]), wait)
})

test('an event of a slow transaction is not passed by', async () => {
  await start()
  const slow = new Client({connectionString: t.connectionString})
  await slow.connect()
  await slow.query('begin')
  const {rows} = await slow.query<{id: string}>(
    `insert into event (at, kind, via, payload) values (now(), 'issue.created', 'api', '{}') returning id`,
  )
  const quick = await record('issue.created')
  expect(await queued()).toEqual([])
  await slow.query('commit')
  await slow.end()
  await vi.waitFor(async () => expect(await queued()).toEqual([Number(rows[0]?.id), quick]), wait)
})

test('a cursor of another database is set to now', async () => {
  const horizon = await readHorizon(t.db)
  await t.db
    .insertInto('event_cursor')
    .values({name: 'dispatcher', xid: String(BigInt(horizon.xid) + 1_000_000n), event_id: 7})
    .execute()
  await start()
  await vi.waitFor(async () => {
    const {event_id} = await t.db.selectFrom('event_cursor').selectAll().executeTakeFirstOrThrow()
    expect(event_id).toBe(0)
  }, wait)
  const id = await record('issue.created')
  await vi.waitFor(async () => expect(await queued()).toContain(id), wait)
})
