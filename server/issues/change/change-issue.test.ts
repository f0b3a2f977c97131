import {afterAll, beforeAll, expect, test} from 'vitest'
import {must, startTestApp, type Client, type TestApp} from '../../testing/app.ts'

let t: TestApp
let member: Client & {personId: number}
let reporter: Client & {personId: number}
let viewer: Client
let outsider: Client

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'WEB'})
  member = await t.addPerson({name: 'Mo Member', roles: {WEB: 'member'}})
  reporter = await t.addPerson({roles: {WEB: 'reporter'}})
  viewer = await t.addPerson({roles: {WEB: 'viewer'}})
  outsider = await t.addPerson()
})
afterAll(() => t.close())

/** What changed, by the last event of an issue. */
async function lastChanges(key: string) {
  const {items} = must(await t.admin.get(`/issues/${key}/events?limit=200`), 200).body
  return items.at(-1).changes
}

test('a member changes fields, and the history says from what to what', async () => {
  const key = await t.addIssue({project: 'WEB', body: 'Old text', labels: ['ui']})
  const parent = await t.addIssue({project: 'WEB', type: 'feature'})
  const changed = must(
    await member.patch(`/issues/${key}`, {
      title: 'Better',
      body: 'New text',
      status: 'in-progress',
      priority: 'high',
      severity: 'crash',
      assigneeId: member.personId,
      labels: ['ui', 'Pay'],
      parentKey: parent,
      dueOn: '2030-01-31',
      estimateMinutes: 90,
    }),
    200,
  )
  expect(changed.headers['etag']).toBe('"2"')
  expect(changed.body).toMatchObject({
    title: 'Better',
    version: 2,
    status: {key: 'in-progress', category: 'active'},
    priority: 'high',
    assignee: {id: member.personId, name: 'Mo Member'},
    labels: ['Pay', 'ui'],
    parent: {key: parent},
  })
  expect(await lastChanges(key)).toEqual({
    title: {from: 'Something is broken', to: 'Better'},
    body: {from: 'Old text', to: 'New text'},
    status: {
      from: {key: 'new', name: 'New', category: 'triage'},
      to: {key: 'in-progress', name: 'In progress', category: 'active'},
    },
    priority: {from: 'none', to: 'high'},
    severity: {from: null, to: 'crash'},
    assignee: {from: null, to: {id: member.personId, name: 'Mo Member'}},
    labels: {from: ['ui'], to: ['Pay', 'ui']},
    parent: {from: null, to: {id: expect.any(Number), key: parent}},
    dueOn: {from: null, to: '2030-01-31'},
    estimateMinutes: {from: null, to: 90},
  })
})

test('asking for what is there changes nothing and tells nobody', async () => {
  const key = await t.addIssue({project: 'WEB', labels: ['b', 'a'], severity: 'minor'})
  const same = {
    title: 'Something is broken',
    labels: ['a', 'b'],
    severity: 'minor',
    status: 'new',
    type: 'bug',
  }
  expect(must(await member.patch(`/issues/${key}`, same), 200).body.version).toBe(1)
  expect(must(await member.get(`/issues/${key}/events`), 200).body.items).toHaveLength(1)
})

test('the reporter may change the texts and nothing else, a viewer nothing, and an outsider sees nothing', async () => {
  const key = await t.addIssue({project: 'WEB'}, reporter)
  expect((await reporter.patch(`/issues/${key}`, {steps: '1. Pay'})).status).toBe(200)
  expect((await reporter.patch(`/issues/${key}`, {steps: '2. Pay', priority: 'high'})).status).toBe(403)
  expect((await viewer.patch(`/issues/${key}`, {title: 'x'})).status).toBe(403)
  expect((await viewer.patch(`/issues/${key}`, {})).status).toBe(403)
  expect((await outsider.patch(`/issues/${key}`, {title: 'x'})).status).toBe(404)
  expect((await t.anonymous.patch(`/issues/${key}`, {title: 'x'})).status).toBe(401)
})

test('a stale change gets 412 with the present state', async () => {
  const key = await t.addIssue({project: 'WEB'})
  must(await member.patch(`/issues/${key}`, {title: 'First'}, {'if-match': '"1"'}), 200)
  const stale = await member.patch(`/issues/${key}`, {title: 'Second'}, {'if-match': '"1"'})
  expect(stale).toMatchObject({status: 412, body: {code: 'stale', current: {title: 'First', version: 2}}})
  expect((await member.patch(`/issues/${key}`, {title: 'Second'}, {'if-match': '*'})).status).toBe(200)
})

test('of two changes at once that build upon the same version, one wins', async () => {
  const key = await t.addIssue({project: 'WEB'})
  const answers = await Promise.all(
    ['A', 'B'].map((title) => member.patch(`/issues/${key}`, {title}, {'if-match': '"1"'})),
  )
  expect(answers.map(({status}) => status).toSorted((a, b) => a - b)).toEqual([200, 412])
  expect(must(await member.get(`/issues/${key}`), 200).body.version).toBe(2)
})

test.each([
  ['bug', 'resolved', 'fixed'],
  ['task', 'done', 'done'],
])(
  'a %s that ends is %s by default, and is that no more when it is opened again',
  async (type, status, resolution) => {
    const key = await t.addIssue({project: 'WEB', type})
    const resolved = must(await member.patch(`/issues/${key}`, {status}), 200).body
    expect(resolved).toMatchObject({resolution, resolvedAt: expect.any(String), closedAt: null})
    const closed = must(
      await member.patch(`/issues/${key}`, {status: 'closed', resolution: 'wontFix'}),
      200,
    ).body
    expect(closed).toMatchObject({
      resolution: 'wontFix',
      resolvedAt: resolved.resolvedAt,
      closedAt: expect.any(String),
    })
    const reopened = must(await member.patch(`/issues/${key}`, {status: 'in-progress'}), 200).body
    expect(reopened).toMatchObject({resolution: null, resolvedAt: null, closedAt: null})
  },
)

test('an open issue cannot have a resolution', async () => {
  const key = await t.addIssue({project: 'WEB'})
  const refused = await member.patch(`/issues/${key}`, {resolution: 'fixed'})
  expect(refused).toMatchObject({status: 400, body: {pointer: '/resolution'}})
})

test.each([
  ['in-review', 'in-review'],
  ['new', 'todo'],
  ['todo', 'todo'],
  ['resolved', 'done'],
  ['closed', 'closed'],
])('a bug in status %s becomes a task in status %s', async (before, after) => {
  const key = await t.addIssue({project: 'WEB', status: before})
  const changed = must(await member.patch(`/issues/${key}`, {type: 'task'}), 200).body
  expect(changed).toMatchObject({type: {key: 'task'}, status: {key: after}})
})

test('a transition that the workflow does not have is refused', async () => {
  const key = await t.addIssue({project: 'WEB', type: 'question'})
  const statuses = await t.db
    .selectFrom('status')
    .innerJoin('workflow', 'workflow.id', 'status.workflow_id')
    .select(['status.id', 'status.key', 'workflow_id'])
    .where('workflow.key', '=', 'question')
    .execute()
  const id = (name: string) => statuses.find(({key}) => key === name)?.id ?? 0
  await t.db
    .insertInto('transition')
    .values({
      workflow_id: statuses[0]?.workflow_id ?? 0,
      from_status_id: id('asked'),
      to_status_id: id('open'),
    })
    .execute()
  expect((await member.patch(`/issues/${key}`, {status: 'answered'})).status).toBe(409)
  expect((await member.patch(`/issues/${key}`, {status: 'open'})).status).toBe(200)
})

test.each([
  [{status: 'nowhere'}, '/status'],
  [{type: 'epic'}, '/type'],
  [{parentKey: 'WEB-9999'}, '/parentKey'],
  [{assigneeId: 999_999}, '/assigneeId'],
  [{assigneeId: 99_999_999_999}, '/assigneeId'],
  [{componentIds: [1]}, '/componentIds'],
  [{startOn: '2030-02-01', dueOn: '2030-01-01'}, '/dueOn'],
  [{body: 'a\0b'}, '/body'],
])('%j is refused at %s', async (change, pointer) => {
  const key = await t.addIssue({project: 'WEB'})
  expect(await member.patch(`/issues/${key}`, change)).toMatchObject({status: 400, body: {pointer}})
})

test('a due date before the start that was set earlier is refused', async () => {
  const key = await t.addIssue({project: 'WEB', startOn: '2030-02-01'})
  expect(await member.patch(`/issues/${key}`, {dueOn: '2030-01-01'})).toMatchObject({status: 400})
})

test('a parent cannot lie below its child, nor be the issue itself', async () => {
  const top = await t.addIssue({project: 'WEB'})
  const middle = await t.addIssue({project: 'WEB', parentKey: top})
  const bottom = await t.addIssue({project: 'WEB', parentKey: middle})
  for (const parentKey of [bottom, top])
    expect(await member.patch(`/issues/${top}`, {parentKey})).toMatchObject({
      status: 400,
      body: {pointer: '/parentKey'},
    })
})

test('two changes at once cannot make a circle of parents together', async () => {
  for (let round = 0; round < 5; round++) {
    const a = await t.addIssue({project: 'WEB'})
    const b = await t.addIssue({project: 'WEB'})
    const answers = await Promise.all([
      member.patch(`/issues/${a}`, {parentKey: b}),
      member.patch(`/issues/${b}`, {parentKey: a}),
    ])
    expect(answers.map(({status}) => status).toSorted((a, b) => a - b)).toEqual([200, 400])
  }
})

test('an issue that is made private vanishes for others', async () => {
  const key = await t.addIssue({project: 'WEB'}, reporter)
  must(await member.patch(`/issues/${key}`, {visibility: 'private'}), 200)
  expect((await member.get(`/issues/${key}`)).status).toBe(404)
  expect((await viewer.get(`/issues/${key}/events`)).status).toBe(404)
  expect((await reporter.get(`/issues/${key}`)).status).toBe(200)
})

test('an issue of an archived project cannot be changed', async () => {
  await t.addProject({key: 'OLD'})
  const key = await t.addIssue({project: 'OLD'})
  await t.db.updateTable('project').set({archived_at: new Date()}).where('key', '=', 'OLD').execute()
  for (const refused of [
    await t.admin.patch(`/issues/${key}`, {title: 'x'}),
    await t.admin.put(`/issues/${key}/closure`, {}),
    await t.admin.put(`/issues/${key}/vote`),
    await t.admin.put(`/issues/${key}/watchers/${t.admin.personId}`),
    await t.admin.put(`/issues/${key}/project`, {project: 'WEB'}),
    await t.admin.delete(`/issues/${key}`),
  ])
    expect(refused).toMatchObject({status: 409, body: {code: 'conflict'}})
  expect(must(await t.admin.get(`/issues/${key}`), 200).body.can.change).toEqual({
    allowed: false,
    reason: 'The project OLD is archived',
  })
})
