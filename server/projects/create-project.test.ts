import {afterAll, beforeAll, expect, test} from 'vitest'
import {must, startTestApp, type Client, type TestApp} from '../testing/app.ts'

let t: TestApp
let member: Client & {personId: number}

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'TOP'})
  member = await t.addPerson({roles: {TOP: 'maintainer'}})
})
afterAll(() => t.close())

test('an administrator makes a project below another, with its types and default assignee', async () => {
  const created = await t.admin.post('/projects', {
    key: 'sub',
    name: 'Sub',
    description: 'What it is for',
    visibility: 'private',
    parentKey: 'TOP',
    types: ['task', 'bug'],
    defaultAssigneeId: member.personId,
    language: 'de',
  })
  expect(created).toMatchObject({status: 201, body: {key: 'SUB', version: 1}})
  expect((await t.admin.get('/projects/SUB')).body).toMatchObject({
    key: 'SUB',
    name: 'Sub',
    description: 'What it is for',
    visibility: 'private',
    parentKey: 'TOP',
    language: 'de',
    types: [{key: 'bug'}, {key: 'task'}],
    defaultAssignee: {id: member.personId},
    archivedAt: null,
  })
  const issue = must(await t.admin.post('/issues', {project: 'SUB', type: 'bug', title: 'x'}), 201).body
  expect((await t.admin.get(`/issues/${issue.key}`)).body.assignee.id).toBe(member.personId)
})

test('nobody else makes projects', async () => {
  const body = {key: 'MINE', name: 'Mine'}
  expect((await member.post('/projects', body)).status).toBe(403)
  expect((await t.anonymous.post('/projects', body)).status).toBe(401)
  const writer = await t.addPerson({isAdmin: true, scope: 'write'})
  expect((await writer.post('/projects', body)).status).toBe(403)
})

test('a taken key is refused, also one that a project had before', async () => {
  await t.addProject({key: 'OLD'})
  must(await t.admin.put('/projects/OLD/key', {key: 'NEW'}), 200)
  for (const key of ['TOP', 'OLD', 'NEW', 'new'])
    expect(await t.admin.post('/projects', {key, name: 'Again'})).toMatchObject({
      status: 409,
      body: {pointer: '/key', detail: `The key ${key.toUpperCase()} is taken`},
    })
})

test('one of many that ask for the same key at once gets it', async () => {
  const answers = await Promise.all(
    [1, 2, 3, 4].map((n) => t.admin.post('/projects', {key: 'RACE', name: `Number ${n}`})),
  )
  expect(answers.map(({status}) => `${status}`).toSorted()).toEqual(['201', '409', '409', '409'])
})

test.each([
  [{key: 'X', name: 'x'}, '/key'],
  [{key: '1AB', name: 'x'}, '/key'],
  [{key: 'AB', name: ' '}, '/name'],
  [{key: 'AB', name: 'x', types: ['epic']}, '/types'],
  [{key: 'AB', name: 'x', types: []}, '/types'],
  [{key: 'AB', name: 'x', parentKey: 'NOPE'}, '/parentKey'],
  [{key: 'AB', name: 'x', language: 'Deutsch!'}, '/language'],
  [{key: 'AB', name: 'x', defaultAssigneeId: 999_999}, '/defaultAssigneeId'],
])('%j is refused at %s', async (body, pointer) => {
  expect(await t.admin.post('/projects', body)).toMatchObject({status: 400, body: {pointer}})
  expect((await t.admin.get('/projects/AB')).status).toBe(404)
})

test('who cannot see a private project is not its default assignee', async () => {
  const outsider = await t.addPerson()
  const body = {key: 'PRIV', name: 'x', visibility: 'private', defaultAssigneeId: outsider.personId}
  expect(await t.admin.post('/projects', body)).toMatchObject({
    status: 400,
    body: {pointer: '/defaultAssigneeId'},
  })
  must(await t.admin.post('/projects', {...body, visibility: 'internal'}), 201)
})
