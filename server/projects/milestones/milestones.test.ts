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

test('a milestone is planned, closed and opened again', async () => {
  const made = await maintainer.post('/projects/WEB/milestones', {
    name: 'Launch',
    description: 'The day',
    startsOn: '2026-01-01',
    dueOn: '2026-02-01',
  })
  expect(made).toMatchObject({status: 201, body: {name: 'Launch', dueOn: '2026-02-01', closedAt: null}})
  const path = `/milestones/${made.body.id}`
  const {closedAt} = must(await maintainer.patch(path, {isClosed: true}), 200).body
  expect(closedAt).not.toBeNull()
  expect((await maintainer.patch(path, {isClosed: true})).body.closedAt).toBe(closedAt)
  expect((await member.get('/projects/WEB/milestones')).body.items).toEqual([])
  expect((await member.get('/projects/WEB/milestones?all=true')).body.items).toMatchObject([{name: 'Launch'}])
  expect((await maintainer.patch(path, {isClosed: false, dueOn: null})).body).toMatchObject({
    closedAt: null,
    dueOn: null,
  })
  const events = await t.db.selectFrom('event').select('kind').where('kind', 'like', 'milestone.%').execute()
  expect(events.map(({kind}) => kind)).toEqual([
    'milestone.created',
    'milestone.changed',
    'milestone.changed',
  ])
})

test('a deleted one comes off its issues', async () => {
  const {id} = must(await maintainer.post('/projects/WEB/milestones', {name: 'Gone'}), 201).body
  const key = await t.addIssue({project: 'WEB', milestoneId: id})
  must(await maintainer.delete(`/milestones/${id}`), 204)
  expect((await member.get(`/issues/${key}`)).body).toMatchObject({milestone: null, version: 2})
  expect((await maintainer.delete(`/milestones/${id}`)).status).toBe(404)
})

test('names are there once, dates in order', async () => {
  const {id} = must(await maintainer.post('/projects/WEB/milestones', {name: 'Alpha'}), 201).body
  expect((await maintainer.post('/projects/WEB/milestones', {name: 'alpha'})).status).toBe(409)
  expect(
    (await maintainer.patch(`/milestones/${id}`, {startsOn: '2026-02-01', dueOn: '2026-01-01'})).body,
  ).toMatchObject({pointer: '/dueOn'})
})

test('others may not, and outsiders find nothing', async () => {
  const {id} = must(await maintainer.post('/projects/WEB/milestones', {name: 'Guarded'}), 201).body
  expect((await member.post('/projects/WEB/milestones', {name: 'x'})).status).toBe(403)
  expect((await member.patch(`/milestones/${id}`, {name: 'x'})).status).toBe(403)
  expect((await member.delete(`/milestones/${id}`)).status).toBe(403)
  expect((await outsider.post('/projects/WEB/milestones', {name: 'x'})).status).toBe(404)
  expect((await outsider.patch(`/milestones/${id}`, {name: 'x'})).status).toBe(404)
  expect((await outsider.delete(`/milestones/${id}`)).status).toBe(404)
})
