import {afterAll, beforeAll, expect, test} from 'vitest'
import {must, startTestApp, type TestApp} from '../testing/app.ts'

let t: TestApp

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'FIRST'})
})
afterAll(() => t.close())

test('only an administrator renames a key', async () => {
  const maintainer = await t.addPerson({roles: {FIRST: 'maintainer'}})
  const outsider = await t.addPerson()
  expect((await maintainer.put('/projects/FIRST/key', {key: 'SECOND'})).status).toBe(403)
  expect((await outsider.put('/projects/FIRST/key', {key: 'SECOND'})).status).toBe(404)
  expect((await t.anonymous.put('/projects/FIRST/key', {key: 'SECOND'})).status).toBe(401)
  expect((await t.admin.put('/projects/FIRST/key', {key: 'no key'})).body).toMatchObject({pointer: '/key'})
})

test('the old key redirects at every door, for those who may see the project', async () => {
  const issue = await t.addIssue({project: 'FIRST', title: 'Stays findable'})
  const renamed = await t.admin.put('/projects/FIRST/key', {key: 'second'})
  expect(renamed).toMatchObject({status: 200, body: {key: 'SECOND', version: 2}})

  for (const path of ['', '?x=1', '/members', '/components?limit=5', '/labels', '/people?q=a%20b']) {
    const moved = await t.admin.get(`/projects/first${path}`)
    expect(moved).toMatchObject({status: 301, headers: {location: `/api/v1/projects/SECOND${path}`}})
  }
  expect((await (await t.addPerson()).get('/projects/FIRST')).status).toBe(404)
  must(await t.admin.get('/projects/SECOND'), 200)
  must(await t.admin.patch('/projects/FIRST', {name: 'Written by its old key'}), 200)
  must(await t.admin.get(`/issues/SECOND-${issue.split('-')[1]}`), 200)
  const {items} = (await t.admin.get('/issues?q=project:FIRST')).body
  expect(items).toMatchObject([{key: `SECOND-${issue.split('-')[1]}`}])
  const event = await t.db.selectFrom('event').selectAll().where('kind', '=', 'project.keyRenamed').execute()
  expect(event).toMatchObject([{is_audit: true, payload: {from: 'FIRST', to: 'SECOND'}}])
})

test('a freed key is nobody else’s, but the project may take it back', async () => {
  await t.addProject({key: 'OTHER'})
  for (const key of ['FIRST', 'SECOND'])
    expect(await t.admin.put('/projects/OTHER/key', {key})).toMatchObject({
      status: 409,
      body: {detail: `The key ${key} is taken`},
    })
  const version = (await t.admin.get('/projects/SECOND')).body.version
  expect((await t.admin.put('/projects/SECOND/key', {key: 'SECOND'})).body.version).toBe(version)

  must(await t.admin.put('/projects/SECOND/key', {key: 'FIRST'}), 200)
  must(await t.admin.get('/projects/FIRST'), 200)
  expect((await t.admin.get('/projects/SECOND')).headers['location']).toBe('/api/v1/projects/FIRST')
})
