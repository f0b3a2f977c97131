import {sql} from 'kysely'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {startTestApp, type Client, type TestApp} from '../testing/app.ts'

let t: TestApp
let viewer: Client
let outsider: Client
let contact: Client

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'HID'})
  await t.addProject({key: 'PUB', visibility: 'public', parentKey: 'HID'})
  await t.addProject({key: 'INT', visibility: 'internal', parentKey: 'PUB'})
  await t.addProject({key: 'SUB', parentKey: 'HID'})
  viewer = await t.addPerson({roles: {HID: 'viewer'}})
  outsider = await t.addPerson()
  contact = await t.addPerson({kind: 'contact'})
})
afterAll(() => t.close())

async function listed(client: Client): Promise<unknown[]> {
  const {body} = await client.get('/projects')
  return body.items.map((p: {key: string; parentKey: string | null; standing: string}) => [
    p.key,
    p.parentKey,
    p.standing,
  ])
}

async function openIssues(client: Client): Promise<unknown[]> {
  const {body} = await client.get('/projects/PUB')
  return body.openIssues
    .filter(({count}: {count: number}) => count > 0)
    .map((o: {kind: string; count: number; isAtLeast: boolean}) => [o.kind, o.count, o.isAtLeast])
}

test('each sees their own projects, and a parent only where they may see it', async () => {
  expect(await listed(t.admin)).toEqual([
    ['HID', null, 'maintainer'],
    ['INT', 'PUB', 'maintainer'],
    ['PUB', 'HID', 'maintainer'],
    ['SUB', 'HID', 'maintainer'],
  ])
  expect(await listed(viewer)).toEqual([
    ['HID', null, 'viewer'],
    ['INT', 'PUB', 'viewer'],
    ['PUB', 'HID', 'viewer'],
    ['SUB', 'HID', 'viewer'],
  ])
  expect(await listed(outsider)).toEqual([
    ['INT', 'PUB', 'viewer'],
    ['PUB', null, 'viewer'],
  ])
  expect(await listed(contact)).toEqual([['PUB', null, 'guest']])
  expect(await listed(t.anonymous)).toEqual([['PUB', null, 'guest']])
})

test('a hidden project looks like a missing one at every door', async () => {
  for (const path of [
    '',
    '/members',
    '/people',
    '/components',
    '/versions',
    '/milestones',
    '/cycles',
    '/labels',
  ])
    for (const client of [outsider, contact, t.anonymous]) {
      const hidden = await client.get(`/projects/HID${path}`)
      const missing = await client.get(`/projects/NOPE${path}`)
      expect(hidden.status).toBe(404)
      expect(hidden.body.detail.replace('HID', 'NOPE')).toBe(missing.body.detail)
    }
  expect((await outsider.get('/types?project=HID')).status).toBe(404)
})

test('one project says what may be done there, and why not', async () => {
  const shown = await outsider.get('/projects/pub')
  expect(shown).toMatchObject({status: 200, headers: {etag: '"1"'}})
  expect(shown.body.parentKey).toBeNull()
  expect(shown.body.can).toMatchObject({
    createIssue: {
      allowed: false,
      reason: 'You may not create issues: it takes the role reporter in this project',
    },
    change: {allowed: false},
    members: {allowed: false},
    catalogue: {allowed: false},
    viewPeople: {allowed: true, reason: null},
  })
  const {body} = await t.anonymous.get('/projects/PUB')
  expect(body.can.createIssue).toEqual({allowed: false, reason: 'Sign in to create issues'})
  expect((await t.admin.get('/projects/PUB')).body.can).toMatchObject({
    createIssue: {allowed: true, reason: null},
    renameKey: {allowed: true, reason: null},
  })
  const reader = await t.addPerson({isAdmin: true, scope: 'read'})
  expect((await reader.get('/projects/PUB')).body.can.change.reason).toBe('This key may only read')
})

test('open issues are counted by kind, each reader their own', async () => {
  await t.addIssue({project: 'PUB', type: 'bug', visibility: 'public'})
  await t.addIssue({project: 'PUB', type: 'bug', visibility: 'project'})
  await t.addIssue({project: 'PUB', type: 'bug', visibility: 'private'})
  await t.addIssue({project: 'PUB', type: 'task', visibility: 'project'})
  await t.addIssue({project: 'PUB', type: 'task', status: 'done', visibility: 'public'})
  expect(await openIssues(t.admin)).toEqual([
    ['defect', 3, false],
    ['work', 1, false],
  ])
  expect(await openIssues(outsider)).toEqual([
    ['defect', 2, false],
    ['work', 1, false],
  ])
  expect(await openIssues(t.anonymous)).toEqual([['defect', 1, false]])
})

test('the count ends somewhere, and says so', async () => {
  await t.addProject({key: 'BIG', visibility: 'public'})
  const first = await t.addIssue({project: 'BIG', type: 'bug'})
  await sql`
    insert into issue (project_id, number, type_id, status_id, category, visibility, reporter_id, created_at, updated_at, title)
    select project_id, n, type_id, status_id, category, visibility, reporter_id, created_at, updated_at, title
    from issue, generate_series(2, 10001) n
    where number = 1 and project_id = (select id from project where key = 'BIG')`.execute(t.db)
  expect(first).toBe('BIG-1')
  const {body} = await t.anonymous.get('/projects/BIG')
  expect(body.openIssues[0]).toEqual({kind: 'defect', count: 10_000, isAtLeast: true})
})

test('who works there is for the house only', async () => {
  const worker = await t.addPerson({name: 'Wanda Worker', roles: {PUB: 'member'}})
  await t.admin.patch('/projects/PUB', {defaultAssigneeId: worker.personId})
  expect((await outsider.get('/projects/PUB')).body.defaultAssignee).toMatchObject({name: 'Wanda Worker'})
  expect((await contact.get('/projects/PUB')).body.defaultAssignee).toBeNull()
  for (const path of ['members', 'people']) {
    expect((await outsider.get(`/projects/PUB/${path}`)).text).toContain('Wanda')
    expect((await contact.get(`/projects/PUB/${path}`)).status).toBe(403)
    expect((await t.anonymous.get(`/projects/PUB/${path}`)).status).toBe(401)
  }
})
