import {afterAll, beforeAll, expect, test} from 'vitest'
import {readHorizon} from '../core/events/read-events.ts'
import {loadActorOf} from '../core/load-actor.ts'
import {viewEvent} from '../events/event-view.ts'
import {readVisibleEvents} from '../events/visible-events.ts'
import {must, startTestApp, type Client, type TestApp} from '../testing/app.ts'

let t: TestApp
let member: Client & {personId: number}
let colleague: Client & {personId: number}
let viewer: Client & {personId: number}
let outsider: Client & {personId: number}
let contact: Client & {personId: number}

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'WEB'})
  await t.addProject({key: 'APP'})
  await t.addProject({key: 'PUB', visibility: 'public'})
  member = await t.addPerson({name: 'Mia', roles: {WEB: 'member', APP: 'member'}})
  colleague = await t.addPerson({name: 'Carl', roles: {WEB: 'member'}})
  viewer = await t.addPerson({name: 'Vera', roles: {WEB: 'viewer'}})
  outsider = await t.addPerson({name: 'Otto'})
  contact = await t.addPerson({name: 'Connie', kind: 'contact'})
})
afterAll(() => t.close())

async function save(by: Client, view: Record<string, unknown> = {}): Promise<{id: number; version: number}> {
  return must(await by.post('/views', {name: 'A view', ...view}), 201).body
}

const shared = {project: 'WEB', isShared: true}

async function names(by: Client, path = '/views?limit=200'): Promise<string[]> {
  return must(await by.get(path), 200).body.items.map(({name}: {name: string}) => name)
}

test('a view is saved, shown, changed and deleted', async () => {
  const layout = {kind: 'board', columns: ['key', 'title'], groupBy: 'status', zoom: {level: 2}}
  const made = await member.post('/views', {name: ' Mine ', query: 'is:open  sort:updated', layout})
  expect(made).toMatchObject({
    status: 201,
    headers: {etag: '"1"'},
    body: {
      name: 'Mine',
      owner: {id: member.personId, name: 'Mia'},
      project: null,
      isShared: false,
      query: 'is:open  sort:updated',
      hidesNames: false,
      layout,
      version: 1,
      can: {change: {allowed: true, reason: null}},
    },
  })
  const path = `/views/${made.body.id}`
  const changed = must(await member.patch(path, {name: 'Ours', query: 'is:closed'}, {'if-match': '"1"'}), 200)
  expect(changed.body).toMatchObject({name: 'Ours', query: 'is:closed', layout, version: 2})
  expect(must(await member.get(path), 200).body).toEqual(changed.body)
  must(await member.delete(path), 204)
  must(await member.get(path), 404)
  must(await member.delete(path), 404)
})

test('changing nothing changes nothing and tells nobody', async () => {
  const {id} = await save(member, {name: 'Same', query: 'is:open', layout: {kind: 'list', columns: ['key']}})
  const same = {name: 'Same', query: 'is:open', layout: {columns: ['key'], kind: 'list'}, project: null}
  expect(must(await member.patch(`/views/${id}`, same), 200).body.version).toBe(1)
  expect((await eventsOf(id)).map(({kind}) => kind)).toEqual(['view.created'])
})

test('a change that builds upon an older state is refused with the present one', async () => {
  const {id} = await save(member)
  must(await member.patch(`/views/${id}`, {name: 'First'}), 200)
  expect(await member.patch(`/views/${id}`, {name: 'Second'}, {'if-match': '"1"'})).toMatchObject({
    status: 412,
    body: {code: 'stale', current: {name: 'First', version: 2}},
  })
  must(await member.delete(`/views/${id}`, {'if-match': '"1"'}), 412)
  must(await member.delete(`/views/${id}`, {'if-match': '"2"'}), 204)
})

test('a request that is sent again saves one view', async () => {
  const headers = {'idempotency-key': 'save-once'}
  const [first, second] = [
    await member.post('/views', {name: 'Once'}, headers),
    await member.post('/views', {name: 'Once'}, headers),
  ]
  expect(second.body).toEqual(first.body)
})

test('a personal view is seen by its owner only', async () => {
  const {id} = await save(member, {name: 'Personal', project: 'WEB'})
  expect(await names(member)).toContain('Personal')
  for (const other of [colleague, t.admin, outsider, contact, t.anonymous]) {
    expect(await names(other)).not.toContain('Personal')
    must(await other.get(`/views/${id}`), 404)
  }
  for (const other of [colleague, t.admin]) {
    must(await other.patch(`/views/${id}`, {name: 'Taken'}), 404)
    must(await other.delete(`/views/${id}`), 404)
    must(await other.put('/views/order', {ids: [id]}), 404)
  }
  must(await t.anonymous.post('/views', {name: 'Nobody’s'}), 401)
})

test('a shared view is seen by who sees its project, and belongs to its members', async () => {
  const {id} = await save(member, {name: 'Team', ...shared})
  for (const reader of [colleague, viewer, t.admin]) expect(await names(reader)).toContain('Team')
  for (const other of [outsider, contact, t.anonymous]) must(await other.get(`/views/${id}`), 404)
  expect(must(await viewer.get(`/views/${id}`), 200).body.can.change).toEqual({
    allowed: false,
    reason: expect.stringContaining('role member'),
  })
  must(await viewer.patch(`/views/${id}`, {name: 'Mine now'}), 403)
  must(await viewer.delete(`/views/${id}`), 403)
  must(await viewer.post('/views', {name: 'Shared', ...shared}), 403)
  expect(must(await colleague.patch(`/views/${id}`, {name: 'Team 2'}), 200).body.owner.name).toBe('Mia')
  must(await colleague.patch(`/views/${id}`, {isShared: false}), 403)
  must(await member.patch(`/views/${id}`, {isShared: false}), 200)
  must(await colleague.get(`/views/${id}`), 404)
  must(await member.delete(`/views/${id}`), 204)
})

test('views of a public project are seen without signing in, and tell no visitor whose they are', async () => {
  const {id} = await save(t.admin, {name: 'Public', project: 'PUB', isShared: true})
  for (const reader of [t.anonymous, contact])
    expect(must(await reader.get(`/views/${id}`), 200).body).toMatchObject({owner: null, project: 'PUB'})
})

test('views of all projects take an administrator, and are for the house', async () => {
  must(await member.post('/views', {name: 'For all', isShared: true}), 403)
  const {id} = await save(t.admin, {name: 'For all', isShared: true})
  expect(must(await outsider.get(`/views/${id}`), 200).body.project).toBeNull()
  must(await outsider.delete(`/views/${id}`), 403)
  must(await contact.get(`/views/${id}`), 404)
  must(await t.anonymous.get(`/views/${id}`), 404)
  must(await t.admin.delete(`/views/${id}`), 204)
})

test('a project that is hidden is one that does not exist', async () => {
  const hidden = await outsider.post('/views', {name: 'x', project: 'WEB'})
  const missing = await outsider.post('/views', {name: 'x', project: 'NONE'})
  expect(hidden).toMatchObject({status: 400, body: {pointer: '/project', detail: 'No such project: WEB'}})
  expect(missing).toMatchObject({status: 400, body: {pointer: '/project'}})
  must(await outsider.get('/views?project=WEB'), 404)
})

test('an archived project takes no views and keeps those it has', async () => {
  await t.addProject({key: 'OLD'})
  const {id} = await save(t.admin, {project: 'OLD', isShared: true})
  must(await t.admin.put('/projects/OLD/archive'), 200)
  must(await t.admin.post('/views', {name: 'x', project: 'OLD', isShared: true}), 409)
  must(await t.admin.patch(`/views/${id}`, {name: 'y'}), 409)
  expect(must(await t.admin.get(`/views/${id}`), 200).body.can.change.reason).toMatch(/archived/)
})

test('a key that may only read saves no view', async () => {
  const reader = await t.addPerson({scope: 'read'})
  must(await reader.post('/views', {name: 'x'}), 403)
})

test('views that are shown together are put into an order', async () => {
  const owner = await t.addPerson()
  const {id: a} = await save(owner, {name: 'A'})
  const {id: b} = await save(owner, {name: 'B'})
  const {id: c} = await save(owner, {name: 'C'})
  must(await owner.put('/views/order', {ids: [c, a]}), 204)
  expect((await names(owner)).filter((name) => /^[ABC]$/.test(name))).toEqual(['C', 'B', 'A'])
  must(await owner.put('/views/order', {ids: [c, a]}), 204)
  expect((await eventsOf(null)).filter(({payload}) => payload.viewIds?.includes(a))).toHaveLength(1)
  must(await owner.put('/views/order', {ids: [a, a]}), 400)
  const team = await save(member, {name: 'Team', ...shared})
  must(await member.put('/views/order', {ids: [team.id, (await save(member)).id]}), 400)
  must(await viewer.put('/views/order', {ids: [team.id]}), 403)
  must(await owner.put('/views/order', {ids: [b, 999_999]}), 404)
})

test('a list of views has pages and can be narrowed to a project', async () => {
  const owner = await t.addPerson({roles: {WEB: 'member'}})
  for (const name of ['1', '2', '3']) await save(owner, {name, project: 'WEB'})
  await save(owner, {name: '4'})
  const of = (items: {owner: {id: number}}[]) => items.filter((view) => view.owner.id === owner.personId)
  const seen = []
  let cursor = ''
  do {
    const {items, nextCursor} = must(await owner.get(`/views?limit=2${cursor}`), 200).body
    seen.push(...of(items))
    cursor = nextCursor === null ? '' : `&cursor=${nextCursor}`
  } while (cursor !== '')
  expect(seen.map(({name}: any) => name)).toEqual(['1', '2', '3', '4']) // oxlint-disable-line typescript/no-explicit-any
  expect(of(must(await owner.get('/views?project=web&limit=200'), 200).body.items)).toHaveLength(3)
  must(await owner.get('/views?cursor=nonsense'), 400)
})

test('a query that cannot be read is refused with all that is wrong', async () => {
  const refused = await member.post('/views', {name: 'x', query: 'is:opne colour:red'})
  expect(refused).toMatchObject({
    status: 400,
    body: {
      code: 'invalid',
      pointer: '/query',
      errors: [{start: 3, end: 7, code: 'unknownWord', suggestion: 'open'}, {code: 'unknownField'}],
    },
  })
  must(await member.post('/views', {name: 'x', query: 'x'.repeat(2001)}), 400)
})

test.each([
  ['too much', {kind: 'list', note: 'x'.repeat(9000)}],
  ['another kind', {kind: 'spreadsheet'}],
  ['columns that are none', {columns: [{}]}],
  ['a column twice', {columns: ['key', 'key']}],
  ['no object', ['list']],
  ['half a character', {note: '\ud800'}],
  ['half a character as a name', {'\udfff': 1}],
  ['NUL', {note: 'a\0b'}],
])('a layout with %s is refused', async (_, layout) => {
  must(await member.post('/views', {name: 'x', layout}), 400)
})

test('a layout cannot reach a prototype, and keeps what it does not know', async () => {
  const hostile = JSON.parse('{"name": "x", "layout": {"__proto__": {"isAdmin": true}}}') as unknown
  must(await member.post('/views', hostile), 400)
  const layout = {note: String.raw`a \ud800 that is text`, deep: [[[{a: null}]]], icon: '😀'}
  const {id} = await save(member, {layout})
  expect(must(await member.get(`/views/${id}`), 200).body.layout).toEqual(layout)
})

interface ViewEvent {
  kind: string
  payload: {viewId?: number; viewIds?: number[]; name?: string; personalOf: number | null; changes?: object}
  project_id: number | null
}

async function eventsOf(id: number | null): Promise<ViewEvent[]> {
  const rows = await t.db
    .selectFrom('event')
    .select(['kind', 'payload', 'project_id'])
    .where('kind', 'like', 'view.%')
    .orderBy('id')
    .execute()
  return (rows as ViewEvent[]).filter(({payload}) => id === null || payload.viewId === id)
}

test('what happens to a personal view is told to its owner alone, also after it is shared', async () => {
  const {id} = await save(member, {name: 'Secret plan', project: 'WEB'})
  must(await member.patch(`/views/${id}`, {name: 'Plan', isShared: true}), 200)
  must(await colleague.patch(`/views/${id}`, {query: 'is:open'}), 200)
  must(await member.delete(`/views/${id}`), 204)
  expect((await eventsOf(id)).map(({kind, payload}) => [kind, payload.name, payload.personalOf])).toEqual([
    ['view.created', 'Secret plan', member.personId],
    ['view.changed', 'Secret plan', member.personId],
    ['view.changed', 'Plan', null],
    ['view.changed', 'Plan', null],
    ['view.deleted', 'Plan', null],
  ])
  expect(await readNames(member, id)).toEqual(['Secret plan', 'Secret plan', 'Plan', 'Plan', 'Plan'])
  for (const reader of [colleague, t.admin])
    expect(await readNames(reader, id)).toEqual(['Plan', 'Plan', 'Plan'])
  expect(await readNames(outsider, id)).toEqual([])
})

/** Of the events of a view, as the live stream gives them. */
async function readNames({personId}: {personId: number | null}, viewId: number): Promise<unknown[]> {
  const actor = await loadActorOf(t.db, personId ?? 0)
  const events = await readVisibleEvents(t.db, actor, {
    after: {xid: '0', id: 0},
    end: await readHorizon(t.db),
    projectId: null,
    limit: 10_000,
  })
  const views = events.filter(({payload}) => payload['viewId'] === viewId)
  for (const event of views) expect(JSON.stringify(viewEvent(actor, event))).not.toMatch(/"from"/)
  return views.map(({payload}) => payload['name'])
}
