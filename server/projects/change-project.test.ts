import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest'
import {must, startTestApp, type Client, type TestApp} from '../testing/app.ts'

let t: TestApp
let key: string
let maintainer: Client & {personId: number}
let member: Client

beforeAll(async () => {
  t = await startTestApp()
})
beforeEach(async () => {
  key = await t.addProject()
  maintainer = await t.addPerson({roles: {[key]: 'maintainer'}})
  member = await t.addPerson({roles: {[key]: 'member'}})
})
afterAll(() => t.close())

async function eventsOf(projectKey: string): Promise<{kind: string; payload: Record<string, unknown>}[]> {
  return t.db
    .selectFrom('event')
    .innerJoin('project', 'project.id', 'event.project_id')
    .select(['kind', 'payload'])
    .where('project.key', '=', projectKey)
    .where('kind', '!=', 'project.created')
    .orderBy('event.id')
    .execute()
}

test('a maintainer changes it, with one event; the same again tells nobody', async () => {
  const change = {name: 'Web shop', description: 'All of it', language: 'de', types: ['task', 'bug', 'task']}
  const changed = await maintainer.patch(`/projects/${key}`, change)
  expect(changed).toMatchObject({status: 200, headers: {etag: '"2"'}})
  expect(changed.body).toMatchObject({name: 'Web shop', description: 'All of it', language: 'de', version: 2})
  expect(changed.body.types.map((type: {key: string}) => type.key)).toEqual(['bug', 'task'])

  expect((await maintainer.patch(`/projects/${key}`, change)).body.version).toBe(2)
  const events = await eventsOf(key)
  expect(events.map(({kind}) => kind)).toEqual(['project.changed'])
  expect(events[0]?.payload).toMatchObject({changes: {name: {to: 'Web shop'}, types: {to: ['bug', 'task']}}})
})

test('others may not, and who cannot see it finds nothing', async () => {
  const outsider = await t.addPerson()
  expect((await member.patch(`/projects/${key}`, {name: 'x'})).status).toBe(403)
  expect((await outsider.patch(`/projects/${key}`, {name: 'x'})).status).toBe(404)
  expect((await t.anonymous.patch(`/projects/${key}`, {name: 'x'})).status).toBe(401)
  expect(await eventsOf(key)).toEqual([])
})

test('a change that builds upon an old version gets the current state', async () => {
  must(await maintainer.patch(`/projects/${key}`, {name: 'First'}, {'if-match': '"1"'}), 200)
  const stale = await maintainer.patch(`/projects/${key}`, {name: 'Second'}, {'if-match': '"1"'})
  expect(stale).toMatchObject({status: 412, body: {current: {name: 'First', version: 2}}})
  must(await maintainer.patch(`/projects/${key}`, {name: 'Third'}, {'if-match': 'W/"2"'}), 200)
  must(await maintainer.patch(`/projects/${key}`, {name: 'Fourth'}, {'if-match': '*'}), 200)
})

test('its visibility counts at once', async () => {
  const outsider = await t.addPerson()
  must(await maintainer.patch(`/projects/${key}`, {visibility: 'internal'}), 200)
  expect((await outsider.get(`/projects/${key}`)).status).toBe(200)
  expect((await t.anonymous.get(`/projects/${key}`)).status).toBe(404)
  must(await maintainer.patch(`/projects/${key}`, {visibility: 'private'}), 200)
  expect((await outsider.get(`/projects/${key}`)).status).toBe(404)
})

test('a project never gets below itself', async () => {
  const below = await t.addProject({parentKey: key})
  const lowest = await t.addProject({parentKey: below})
  for (const parentKey of [key, below, lowest])
    expect(await t.admin.patch(`/projects/${key}`, {parentKey})).toMatchObject({
      status: 400,
      body: {pointer: '/parentKey'},
    })
  must(await t.admin.patch(`/projects/${lowest}`, {parentKey: null}), 200)
  must(await t.admin.patch(`/projects/${key}`, {parentKey: lowest}), 200)
})

test('two moves at once make no circle', async () => {
  const other = await t.addProject()
  const answers = await Promise.all([
    t.admin.patch(`/projects/${key}`, {parentKey: other}),
    t.admin.patch(`/projects/${other}`, {parentKey: key}),
  ])
  expect(answers.map(({status}) => `${status}`).toSorted()).toEqual(['200', '400'])
})

test('a move takes the role maintainer in both parents, and gives and takes inherited roles', async () => {
  const [from, to] = [await t.addProject(), await t.addProject()]
  must(await t.admin.patch(`/projects/${key}`, {parentKey: from}), 200)
  const above = await t.addPerson({roles: {[from]: 'maintainer', [to]: 'maintainer'}})
  const heir = await t.addPerson({roles: {[to]: 'reporter'}})
  expect(await maintainer.patch(`/projects/${key}`, {parentKey: to})).toMatchObject({
    status: 400,
    body: {detail: `No such project: ${to}`},
  })
  expect((await maintainer.get(`/projects/${key}`)).body.parentKey).toBeNull()
  expect((await maintainer.patch(`/projects/${key}`, {parentKey: null, name: 'Kept'})).status).toBe(200)
  expect((await t.admin.get(`/projects/${key}`)).body.parentKey).toBe(from)

  expect((await heir.get(`/projects/${key}`)).status).toBe(404)
  must(await above.patch(`/projects/${key}`, {parentKey: to}), 200)
  expect((await heir.get(`/projects/${key}`)).body.standing).toBe('reporter')
  expect((await eventsOf(key)).at(-1)?.payload).toMatchObject({changes: {parentId: {}}})
})

test('a maintainer of the project alone does not cut it off from a parent', async () => {
  const parent = await t.addProject({visibility: 'internal'})
  must(await t.admin.patch(`/projects/${key}`, {parentKey: parent}), 200)
  expect((await maintainer.patch(`/projects/${key}`, {parentKey: null})).status).toBe(403)
})

test.each([
  [{types: []}, '/types'],
  [{types: ['epic']}, '/types'],
  [{name: ''}, '/name'],
  [{defaultAssigneeId: 999_999}, '/defaultAssigneeId'],
  [{defaultAssigneeId: 2 ** 40}, '/defaultAssigneeId'],
  [{description: 'a\0b'}, '/description'],
  [{visibility: 'secret'}, '/visibility'],
  [{key: 'OTHER'}, ''],
])('%j is refused at %s', async (body, pointer) => {
  expect(await maintainer.patch(`/projects/${key}`, body)).toMatchObject({status: 400, body: {pointer}})
  expect(await eventsOf(key)).toEqual([])
})

test('an archived project takes no issue and no change of its lists, until it is brought back', async () => {
  const component = must(await maintainer.post(`/projects/${key}/components`, {name: 'UI'}), 201).body
  const label = must(await member.post(`/projects/${key}/labels`, {name: 'slow'}), 201).body
  expect((await member.put(`/projects/${key}/archive`)).status).toBe(403)
  expect((await (await t.addPerson()).put(`/projects/${key}/archive`)).status).toBe(404)

  const archived = await maintainer.put(`/projects/${key}/archive`)
  expect(archived.body.archivedAt).not.toBeNull()
  expect(archived.body.can.createIssue.reason).toBe(`The project ${key} is archived`)
  expect((await maintainer.put(`/projects/${key}/archive`)).body.version).toBe(archived.body.version)
  for (const refused of [
    await maintainer.post('/issues', {project: key, title: 'x'}),
    await maintainer.post(`/projects/${key}/components`, {name: 'API'}),
    await maintainer.patch(`/components/${component.id}`, {name: 'API'}),
    await maintainer.delete(`/components/${component.id}`),
    await member.patch(`/labels/${label.id}`, {name: 'fast'}),
  ])
    expect(refused).toMatchObject({status: 409, body: {detail: expect.stringContaining('is archived')}})
  expect((await member.get(`/projects/${key}`)).status).toBe(200)

  expect((await maintainer.delete(`/projects/${key}/archive`)).body.archivedAt).toBeNull()
  must(await maintainer.delete(`/projects/${key}/archive`), 200)
  must(await maintainer.post('/issues', {project: key, title: 'x'}), 201)
  const kinds = (await eventsOf(key)).map(({kind}) => kind)
  expect(kinds.filter((kind) => kind.startsWith('project.'))).toEqual([
    'project.archived',
    'project.unarchived',
  ])
})
