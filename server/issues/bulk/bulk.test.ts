import {sql} from 'kysely'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {must, startTestApp, type Client, type TestApp} from '../../testing/app.ts'
import {jobContext} from '../../core/job-context.ts'
import {loadActorOf} from '../../core/load-actor.ts'
import {changeChunk} from './change-chunk.ts'
import {resumeBulkChanges, runBulkChange} from './run-bulk-change.ts'

let t: TestApp
let member: Client & {personId: number}
let viewer: Client
let tools: Parameters<typeof runBulkChange>[0]

beforeAll(async () => {
  t = await startTestApp()
  for (const key of ['WEB', 'OPS']) await t.addProject({key})
  member = await t.addPerson({roles: {WEB: 'member', OPS: 'viewer'}})
  viewer = await t.addPerson({roles: {WEB: 'viewer'}})
  tools = {db: t.db, services: t.services, log: t.app.log}
})
afterAll(() => t.close())

async function addIssues(count: number, project = 'WEB'): Promise<string[]> {
  const keys = []
  for (let number = 0; number < count; number++) keys.push(await t.addIssue({project, labels: ['old']}))
  return keys
}

/** Asks for a bulk change and runs its job to the end. */
async function run(body: object, client: Client = member) {
  const {id} = must(await client.post('/issues/bulk', body), 202).body
  await runBulkChange(tools, id)
  return must(await client.get(`/bulk-changes/${id}`), 200).body
}

async function undo(id: number, client: Client = member) {
  const started = must(await client.post(`/bulk-changes/${id}/undo`), 202).body
  await runBulkChange(tools, started.id)
  return must(await client.get(`/bulk-changes/${started.id}`), 200).body
}

async function show(key: string) {
  return must(await t.admin.get(`/issues/${key}`), 200).body
}

/** One chunk only, as if the process died after it. */
async function runOneChunk(id: number): Promise<boolean> {
  return changeChunk(jobContext(tools, await loadActorOf(t.db, member.personId), 'bulk'), id)
}

test('many issues are changed as one, and what cannot be changed is named with the reason', async () => {
  const keys = await addIssues(3)
  const [foreign] = await addIssues(1, 'OPS')
  const bulk = await run({
    keys: [...keys, foreign, 'WEB-9999', 'nonsense'],
    change: {status: 'closed', priority: 'high'},
    addLabels: ['new'],
    removeLabels: ['OLD'],
  })
  expect(bulk).toMatchObject({state: 'done', total: 4, done: 4, changed: 3})
  expect(bulk.failures).toEqual([
    {key: 'WEB-9999', reason: 'No such issue: WEB-9999'},
    {key: 'nonsense', reason: 'No such issue: nonsense'},
    {key: foreign, reason: expect.stringContaining('You may not change')},
  ])
  for (const key of keys)
    expect(await show(key)).toMatchObject({
      priority: 'high',
      resolution: 'fixed',
      labels: ['new'],
      version: 2,
    })
  const history = must(await member.get(`/issues/${keys[0]}/events`), 200).body.items
  expect(history.at(-1)).toMatchObject({groupId: bulk.id, via: 'bulk', actor: {id: member.personId}})
})

test('the issues of a query are changed, and a change that changes nothing counts none', async () => {
  await t.addProject({key: 'QRY'})
  const keys = await addIssues(2, 'QRY')
  const body = {q: 'project:QRY is:open', change: {priority: 'low'}}
  expect(await run(body, t.admin)).toMatchObject({total: 2, changed: 2})
  expect(await run(body, t.admin)).toMatchObject({total: 2, changed: 0, failures: []})
  expect((await show(keys[0] ?? '')).version).toBe(2)
})

test('undo sets back every field that nobody changed since', async () => {
  const [a = '', b = ''] = await addIssues(2)
  const before = await show(a)
  const bulk = await run({
    keys: [a, b],
    change: {status: 'closed', assigneeId: member.personId, dueOn: '2030-01-01'},
    addLabels: ['x'],
  })
  must(await member.patch(`/issues/${b}`, {dueOn: '2031-01-01'}), 200)
  const undone = await undo(bulk.id)
  expect(undone).toMatchObject({state: 'done', changed: 2, undoOf: bulk.id})
  expect(undone.failures).toEqual([{key: b, reason: 'Changed since: dueOn'}])
  const {status, resolution, assignee, labels, dueOn, resolvedAt} = before
  expect(await show(a)).toMatchObject({status, resolution, assignee, labels, dueOn, resolvedAt})
  expect(await show(b)).toMatchObject({status, assignee: null, dueOn: '2031-01-01'})
  expect((await member.post(`/bulk-changes/${bulk.id}/undo`)).status).toBe(409)
  expect(await undo(undone.id)).toMatchObject({changed: 2})
  expect(await show(a)).toMatchObject({status: {key: 'closed'}, dueOn: '2030-01-01'})
})

test('what was deleted as one comes back as one', async () => {
  const keys = await addIssues(2)
  expect(await run({keys, delete: true})).toMatchObject({changed: 0, failures: [{}, {}]})
  const bulk = await run({keys, delete: true}, t.admin)
  expect(bulk).toMatchObject({changed: 2, failures: []})
  for (const key of keys) expect((await t.admin.get(`/issues/${key}`)).status).toBe(404)
  expect(await undo(bulk.id, t.admin)).toMatchObject({changed: 2, failures: []})
  for (const key of keys) expect((await t.admin.get(`/issues/${key}`)).status).toBe(200)
})

test('after a crash it goes on where it was, and does no issue twice', async () => {
  const keys = await addIssues(120)
  const {id} = must(await member.post('/issues/bulk', {keys, change: {priority: 'urgent'}}), 202).body
  await runOneChunk(id)
  expect(must(await member.get(`/bulk-changes/${id}`), 200).body).toMatchObject({state: 'running', done: 50})
  await Promise.all([runBulkChange(tools, id), runBulkChange(tools, id)])
  await runBulkChange(tools, id)
  expect(must(await member.get(`/bulk-changes/${id}`), 200).body).toMatchObject({
    state: 'done',
    done: 120,
    changed: 120,
  })
  const {count} = await t.db
    .selectFrom('event')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('group_id', '=', id)
    .executeTakeFirstOrThrow()
  expect(count).toBe(120)
})

test('one whose process died is queued again', async () => {
  const keys = await addIssues(1)
  const {id} = must(await member.post('/issues/bulk', {keys, change: {priority: 'low'}}), 202).body
  const die = sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'dead worker'`
  await die.execute(t.db)
  await resumeBulkChanges(tools)
  const queued = sql<{key: string}>`
    select key from graphile_worker.jobs where locked_at is null and attempts < max_attempts`
  expect((await queued.execute(t.db)).rows).toEqual([])
  await t.db
    .updateTable('bulk_change')
    .set({progressed_at: new Date(0)})
    .where('id', '=', id)
    .execute()
  await resumeBulkChanges(tools)
  expect((await queued.execute(t.db)).rows).toEqual([{key: `bulk-${id}`}])
})

test('a cancelled one stops, and what it did can be undone', async () => {
  const keys = await addIssues(60)
  const {id} = must(await member.post('/issues/bulk', {keys, change: {priority: 'urgent'}}), 202).body
  await runOneChunk(id)
  expect((await member.post(`/bulk-changes/${id}/undo`)).status).toBe(409)
  for (let time = 0; time < 2; time++)
    expect(must(await member.put(`/bulk-changes/${id}/cancellation`), 200).body).toMatchObject({
      state: 'cancelled',
      done: 50,
    })
  await runBulkChange(tools, id)
  expect((await show(keys.at(-1) ?? '')).priority).toBe('none')
  expect(await undo(id)).toMatchObject({total: 50, changed: 50})
  const done = await run({keys, change: {priority: 'low'}})
  expect((await member.put(`/bulk-changes/${done.id}/cancellation`)).status).toBe(409)
})

test('rights are those of the moment in which each issue is changed', async () => {
  const leaving = await t.addPerson({roles: {WEB: 'member'}})
  const keys = await addIssues(1)
  const {id} = must(await leaving.post('/issues/bulk', {keys, change: {priority: 'low'}}), 202).body
  await t.db.deleteFrom('project_member').where('person_id', '=', leaving.personId).execute()
  await runBulkChange(tools, id)
  expect(must(await t.admin.get(`/bulk-changes/${id}`), 200).body).toMatchObject({
    changed: 0,
    failures: [{key: keys[0]}],
  })
})

test('only who asked for it and administrators see it', async () => {
  const keys = await addIssues(1)
  const {id} = await run({keys, change: {priority: 'low'}})
  expect((await viewer.get(`/bulk-changes/${id}`)).status).toBe(404)
  expect((await viewer.put(`/bulk-changes/${id}/cancellation`)).status).toBe(404)
  expect((await viewer.post(`/bulk-changes/${id}/undo`)).status).toBe(404)
  expect((await t.admin.get(`/bulk-changes/${id}`)).status).toBe(200)
  expect((await t.anonymous.post('/issues/bulk', {keys, change: {priority: 'low'}})).status).toBe(401)
  expect(await run({keys, change: {priority: 'high'}}, viewer)).toMatchObject({
    changed: 0,
    failures: [{key: keys[0]}],
  })
})

test.each([
  [{change: {priority: 'low'}}, ''],
  [{keys: ['WEB-1'], q: 'x', change: {priority: 'low'}}, ''],
  [{keys: ['WEB-1']}, ''],
  [{keys: ['WEB-1'], delete: true, addLabels: ['x']}, ''],
  [{keys: ['WEB-1'], change: {title: 'x'}}, '/change'],
  [{keys: ['WEB-9999'], delete: true}, '/keys'],
  [{q: 'nothing-has-this-word', delete: true}, '/q'],
])('%j is refused', async (body, pointer) => {
  expect(await member.post('/issues/bulk', body)).toMatchObject({status: 400, body: {pointer}})
})

test('the job runs by itself, and the same request asks for it once', async () => {
  const own = await startTestApp({jobs: true})
  try {
    await own.addProject({key: 'WEB'})
    const keys = [await own.addIssue({project: 'WEB'})]
    const body = {keys, change: {priority: 'low'}}
    const headers = {'idempotency-key': 'one'}
    const {id} = must(await own.admin.post('/issues/bulk', body, headers), 202).body
    expect(must(await own.admin.post('/issues/bulk', body, headers), 202).body).toEqual({id})
    await expect
      .poll(async () => (await own.admin.get(`/bulk-changes/${id}`)).body.state, {timeout: 10_000})
      .toBe('done')
  } finally {
    await own.close()
  }
})
