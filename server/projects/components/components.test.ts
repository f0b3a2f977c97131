import {afterAll, beforeAll, expect, test} from 'vitest'
import {must, startTestApp, type Client, type TestApp} from '../../testing/app.ts'

let t: TestApp
let maintainer: Client & {personId: number}
let member: Client
let outsider: Client & {personId: number}

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'WEB'})
  maintainer = await t.addPerson({roles: {WEB: 'maintainer'}})
  member = await t.addPerson({roles: {WEB: 'member'}})
  outsider = await t.addPerson()
})
afterAll(() => t.close())

async function add(name: string): Promise<number> {
  return must(await maintainer.post('/projects/WEB/components', {name}), 201).body.id as number
}

async function names(query: string): Promise<string[]> {
  const {body} = await member.get(`/projects/WEB/components?limit=200${query}`)
  return body.items.map(({name}: {name: string}) => name)
}

async function eventsOf(id: number): Promise<string[]> {
  const events = await t.db.selectFrom('event').select(['kind', 'payload']).orderBy('id').execute()
  return events
    .filter(({kind, payload}) => kind.startsWith('component.') && payload['componentId'] === id)
    .map(({kind}) => kind)
}

test('a maintainer makes one, with an assignee, and changes it; the same again tells nobody', async () => {
  const {body} = must(
    await maintainer.post('/projects/WEB/components', {
      name: ' Checkout ',
      description: 'Paying',
      assigneeId: maintainer.personId,
    }),
    201,
  )
  expect(body).toMatchObject({name: 'Checkout', description: 'Paying', assignee: {id: maintainer.personId}})
  const changed = await maintainer.patch(`/components/${body.id}`, {name: 'Payment', assigneeId: null})
  expect(changed).toMatchObject({
    status: 200,
    body: {name: 'Payment', description: 'Paying', assignee: null, archivedAt: null},
  })
  must(await maintainer.patch(`/components/${body.id}`, {name: 'Payment'}), 200)
  must(await maintainer.patch(`/components/${body.id}`, {name: 'payment', isArchived: true}), 200)
  expect(await eventsOf(body.id)).toEqual([
    'component.created',
    'component.changed',
    'component.changed',
    'component.archived',
  ])
})

test('a repeated request makes one', async () => {
  const headers = {'idempotency-key': 'component-once'}
  const answers = [
    await maintainer.post('/projects/WEB/components', {name: 'Once'}, headers),
    await maintainer.post('/projects/WEB/components', {name: 'Once'}, headers),
  ]
  expect(answers.map(({status}) => status)).toEqual([201, 201])
  expect(answers[0]?.text).toBe(answers[1]?.text)
})

test('a name is there once, ignoring case', async () => {
  await add('Search')
  const other = await add('Index')
  const again = await maintainer.post('/projects/WEB/components', {name: 'sEARCH'})
  expect(again).toMatchObject({
    status: 409,
    body: {pointer: '/name', detail: 'This project has a component "Search" already'},
  })
  expect((await maintainer.patch(`/components/${other}`, {name: 'SEARCH'})).status).toBe(409)
  const answers = await Promise.all(
    ['One', 'ONE', 'one'].map((name) => maintainer.post('/projects/WEB/components', {name})),
  )
  expect(answers.map(({status}) => `${status}`).toSorted()).toEqual(['201', '409', '409'])
})

test('others may not, and outsiders find nothing', async () => {
  const id = await add('Guarded')
  expect((await member.post('/projects/WEB/components', {name: 'x'})).status).toBe(403)
  expect((await member.patch(`/components/${id}`, {name: 'x'})).status).toBe(403)
  expect((await member.delete(`/components/${id}`)).status).toBe(403)
  expect((await outsider.post('/projects/WEB/components', {name: 'x'})).status).toBe(404)
  expect((await outsider.patch(`/components/${id}`, {name: 'x'})).status).toBe(404)
  expect((await outsider.delete(`/components/${id}`)).status).toBe(404)
  expect((await t.anonymous.delete(`/components/${id}`)).status).toBe(401)
  expect(await eventsOf(id)).toEqual(['component.created'])
})

test('one in use is not deleted, but archived', async () => {
  const id = await add('Used')
  await t.addIssue({project: 'WEB', componentIds: [id]})
  await t.addIssue({project: 'WEB', componentIds: [id]})
  expect(await maintainer.delete(`/components/${id}`)).toMatchObject({
    status: 409,
    body: {detail: 'Cannot delete component "Used": 2 issues use it; archive it instead'},
  })
  expect((await maintainer.patch(`/components/${id}`, {isArchived: true})).body.archivedAt).not.toBeNull()
  expect(await names('')).not.toContain('Used')
  expect(await names('&all=true')).toContain('Used')
  expect((await maintainer.patch(`/components/${id}`, {isArchived: false})).body.archivedAt).toBeNull()

  const unused = await add('Unused')
  must(await maintainer.delete(`/components/${unused}`), 204)
  expect((await maintainer.delete(`/components/${unused}`)).status).toBe(404)
  expect(await eventsOf(unused)).toEqual(['component.created', 'component.deleted'])
})

test('pages follow the order in which people sort', async () => {
  await t.addProject({key: 'SORT'})
  for (const name of ['Item 10', 'item 9', 'Äpfel', 'Item 2', 'apfel', 'Zoo'])
    must(await t.admin.post('/projects/SORT/components', {name}), 201)
  const names: string[] = []
  let cursor = ''
  do {
    const {body} = await t.admin.get(`/projects/SORT/components?limit=4${cursor}`)
    names.push(...body.items.map(({name}: {name: string}) => name))
    cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`
  } while (cursor !== '')
  expect(names).toEqual(['apfel', 'Äpfel', 'Item 2', 'item 9', 'Item 10', 'Zoo'])
})

test.each([
  [{name: ''}, '/name'],
  [{name: 'two\nlines'}, '/name'],
  [{name: 'x', assigneeId: 999_999}, '/assigneeId'],
  [{name: 'x', assigneeId: 2 ** 40}, '/assigneeId'],
  [{name: 'x', lead: 1}, ''],
])('%j is refused at %s', async (body, pointer) => {
  expect(await maintainer.post('/projects/WEB/components', body)).toMatchObject({
    status: 400,
    body: {pointer},
  })
})

test('who cannot see the project is no assignee of it', async () => {
  const body = {name: 'Assigned', assigneeId: outsider.personId}
  expect((await maintainer.post('/projects/WEB/components', body)).body).toMatchObject({
    pointer: '/assigneeId',
  })
})
