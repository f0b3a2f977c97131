import {afterAll, beforeAll, expect, test} from 'vitest'
import {must, startTestApp, type Client, type TestApp} from '../../testing/app.ts'

let t: TestApp
let maintainer: Client
let member: Client
let outsider: Client

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'WEB'})
  maintainer = await t.addPerson({roles: {WEB: 'maintainer'}})
  member = await t.addPerson({roles: {WEB: 'member'}})
  outsider = await t.addPerson()
})
afterAll(() => t.close())

async function add(body: Record<string, unknown>, project = 'WEB'): Promise<number> {
  return must(await t.admin.post(`/projects/${project}/versions`, body), 201).body.id as number
}

test('a version is planned, released and archived', async () => {
  const planned = await maintainer.post('/projects/WEB/versions', {
    name: '2.0',
    startsOn: '2026-01-01',
    releasedOn: '2026-03-01',
  })
  expect(planned).toMatchObject({status: 201, body: {isReleased: false, releasedOn: '2026-03-01'}})
  const path = `/versions/${planned.body.id}`
  expect((await maintainer.patch(path, {isReleased: true, releasedOn: '2026-03-04'})).body).toMatchObject({
    isReleased: true,
    startsOn: '2026-01-01',
    releasedOn: '2026-03-04',
  })
  must(await maintainer.patch(path, {isReleased: true}), 200)
  expect((await maintainer.patch(path, {isArchived: true})).body.archivedAt).not.toBeNull()
  expect((await maintainer.patch(path, {isArchived: false})).body.archivedAt).toBeNull()
  const events = await t.db.selectFrom('event').select('kind').where('kind', 'like', 'version.%').execute()
  expect(events.map(({kind}) => kind)).toEqual([
    'version.created',
    'version.changed',
    'version.archived',
    'version.unarchived',
  ])
})

test('pages go from the newest to the oldest, those without a date first', async () => {
  await t.addProject({key: 'SORT'})
  await add({name: '9.3', releasedOn: '2024-05-01'}, 'SORT')
  await add({name: '10.1', releasedOn: '2024-05-01'}, 'SORT')
  await add({name: '11.0'}, 'SORT')
  await add({name: '8.0', releasedOn: '2020-01-01'}, 'SORT')
  await add({name: '9.9'}, 'SORT')
  const names: string[] = []
  let cursor = ''
  do {
    const {body} = must(await t.admin.get(`/projects/SORT/versions?limit=1${cursor}`), 200)
    names.push(...body.items.map(({name}: {name: string}) => name))
    cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`
  } while (cursor !== '')
  expect(names).toEqual(['11.0', '9.9', '10.1', '9.3', '8.0'])
  const foreign = Buffer.from('["not a date","x",1]').toString('base64url')
  expect((await t.admin.get(`/projects/SORT/versions?cursor=${foreign}`)).status).toBe(400)
})

test.each(['affectsVersionIds', 'targetVersionIds', 'fixedVersionIds'])(
  'one that issues name in %s is not deleted',
  async (field) => {
    const id = await add({name: `Used as ${field}`})
    await t.addIssue({project: 'WEB', [field]: [id]})
    expect(await maintainer.delete(`/versions/${id}`)).toMatchObject({
      status: 409,
      body: {detail: `Cannot delete version "Used as ${field}": 1 issue uses it; archive it instead`},
    })
  },
)

test('names are there once, dates in order', async () => {
  const id = await add({name: 'Beta', startsOn: '2026-05-01'})
  expect((await maintainer.post('/projects/WEB/versions', {name: 'BETA'})).status).toBe(409)
  expect(await maintainer.patch(`/versions/${id}`, {releasedOn: '2026-04-30'})).toMatchObject({
    status: 400,
    body: {pointer: '/releasedOn', detail: 'Ends on 2026-04-30, before the start on 2026-05-01'},
  })
  expect((await maintainer.patch(`/versions/${id}`, {releasedOn: '2026-02-30'})).status).toBe(400)
})

test('others may not, and outsiders find nothing', async () => {
  const id = await add({name: 'Guarded'})
  expect((await member.post('/projects/WEB/versions', {name: 'x'})).status).toBe(403)
  expect((await member.patch(`/versions/${id}`, {name: 'x'})).status).toBe(403)
  expect((await member.delete(`/versions/${id}`)).status).toBe(403)
  expect((await outsider.post('/projects/WEB/versions', {name: 'x'})).status).toBe(404)
  expect((await outsider.patch(`/versions/${id}`, {name: 'x'})).status).toBe(404)
  expect((await outsider.delete(`/versions/${id}`)).status).toBe(404)
  must(await maintainer.delete(`/versions/${id}`), 204)
  expect((await maintainer.delete(`/versions/${id}`)).status).toBe(404)
})
