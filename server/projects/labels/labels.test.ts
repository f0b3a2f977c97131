import {afterAll, beforeAll, expect, test} from 'vitest'
import {must, startTestApp, type Client, type TestApp} from '../../testing/app.ts'

let t: TestApp
let member: Client
let reporter: Client
let outsider: Client

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'WEB'})
  await t.addProject({key: 'APP'})
  member = await t.addPerson({roles: {WEB: 'member'}})
  reporter = await t.addPerson({roles: {WEB: 'reporter'}})
  outsider = await t.addPerson()
})
afterAll(() => t.close())

async function labelsOf(key: string): Promise<string[]> {
  return (await t.admin.get(`/issues/${key}`)).body.labels as string[]
}

async function eventsOf(id: number): Promise<string[]> {
  const events = await t.db.selectFrom('event').select(['kind', 'payload']).orderBy('id').execute()
  return events.filter(({payload}) => payload['labelId'] === id).map(({kind}) => kind)
}

test('a member makes a label; a new name reaches its issues, in this project only, with one event', async () => {
  const {id} = must(
    await member.post('/projects/WEB/labels', {name: 'perf', color: 'teal', description: 'Slow'}),
    201,
  ).body
  const [one, two] = [
    await t.addIssue({project: 'WEB', labels: ['zeta', 'perf', 'alpha']}),
    await t.addIssue({project: 'WEB', labels: ['PERF']}),
  ]
  const elsewhere = await t.addIssue({project: 'APP', labels: ['perf']})
  const untouched = await t.addIssue({project: 'WEB', labels: ['zeta']})

  const renamed = await member.patch(`/labels/${id}`, {name: 'speed', color: '#1F77B4'})
  expect(renamed).toMatchObject({
    status: 200,
    body: {name: 'speed', color: '#1f77b4', description: 'Slow', isGlobal: false},
  })
  must(await member.patch(`/labels/${id}`, {name: 'speed'}), 200)
  expect(await labelsOf(one)).toEqual(['alpha', 'speed', 'zeta'])
  expect(await labelsOf(two)).toEqual(['speed'])
  expect(await labelsOf(elsewhere)).toEqual(['perf'])
  expect((await t.admin.get(`/issues/${one}`)).body.version).toBe(2)
  expect((await t.admin.get(`/issues/${untouched}`)).body.version).toBe(1)
  expect(await eventsOf(id)).toEqual(['label.created', 'label.changed'])
})

test('a deleted label comes off its issues', async () => {
  const {id} = must(await member.post('/projects/WEB/labels', {name: 'gone'}), 201).body
  const key = await t.addIssue({project: 'WEB', labels: ['gone', 'stays']})
  must(await member.delete(`/labels/${id}`), 204)
  expect(await labelsOf(key)).toEqual(['stays'])
  expect((await member.delete(`/labels/${id}`)).status).toBe(404)
  expect(await eventsOf(id)).toEqual(['label.created', 'label.deleted'])
})

test('labels of all projects are an administrator’s', async () => {
  const made = await t.admin.post('/labels', {name: 'security', color: 'red'})
  expect(made).toMatchObject({status: 201, body: {isGlobal: true}})
  const {id} = made.body
  const key = await t.addIssue({project: 'APP', labels: ['Security']})
  for (const client of [member, outsider]) {
    expect((await client.post('/labels', {name: 'x'})).status).toBe(403)
    expect((await client.patch(`/labels/${id}`, {name: 'x'})).status).toBe(403)
    expect((await client.delete(`/labels/${id}`)).status).toBe(403)
    expect((await client.get('/labels')).body.items).toMatchObject([{name: 'security'}])
  }
  expect((await t.anonymous.get('/labels')).status).toBe(401)
  const names = (await reporter.get('/projects/WEB/labels')).body.items.map(({name}: {name: string}) => name)
  expect(names).toContain('security')

  must(await t.admin.patch(`/labels/${id}`, {name: 'Safety'}), 200)
  expect(await labelsOf(key)).toEqual(['Safety'])
  must(await t.admin.delete(`/labels/${id}`), 204)
  expect(await labelsOf(key)).toEqual([])
})

test('one name is one label', async () => {
  must(await t.admin.post('/labels', {name: 'Everywhere'}), 201)
  must(await member.post('/projects/WEB/labels', {name: 'Here'}), 201)
  for (const [path, name] of [
    ['/projects/WEB/labels', 'everywhere'],
    ['/projects/WEB/labels', 'HERE'],
    ['/labels', 'here'],
    ['/labels', 'EVERYWHERE'],
  ] as const)
    expect(await t.admin.post(path, {name})).toMatchObject({status: 409, body: {pointer: '/name'}})
  const {id} = must(await member.post('/projects/WEB/labels', {name: 'There'}), 201).body
  expect((await member.patch(`/labels/${id}`, {name: 'here'})).status).toBe(409)
  expect((await member.patch(`/labels/${id}`, {name: 'there'})).body.name).toBe('there')
})

test('others may not, and outsiders find nothing', async () => {
  const {id} = must(await member.post('/projects/WEB/labels', {name: 'guarded'}), 201).body
  expect((await reporter.post('/projects/WEB/labels', {name: 'x'})).status).toBe(403)
  expect((await reporter.patch(`/labels/${id}`, {name: 'x'})).status).toBe(403)
  expect((await reporter.delete(`/labels/${id}`)).status).toBe(403)
  expect((await outsider.post('/projects/WEB/labels', {name: 'x'})).status).toBe(404)
  expect((await outsider.patch(`/labels/${id}`, {name: 'x'})).status).toBe(404)
  expect((await outsider.delete(`/labels/${id}`)).status).toBe(404)
})

test.each([
  [{name: 'a,b'}, '/name'],
  [{name: 'x', color: 'beige-ish'}, '/color'],
  [{name: 'x', color: '#12'}, '/color'],
  [{name: 'x', description: 'a\0b'}, '/description'],
])('%j is refused at %s', async (body, pointer) => {
  expect(await member.post('/projects/WEB/labels', body)).toMatchObject({status: 400, body: {pointer}})
})
