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

test('a cycle is planned, closed and opened again', async () => {
  const made = await maintainer.post('/projects/WEB/cycles', {
    name: 'Launch',
    goal: 'Ship it',
    startsOn: '2026-01-01',
    endsOn: '2026-02-01',
  })
  expect(made).toMatchObject({status: 201, body: {name: 'Launch', endsOn: '2026-02-01', closedAt: null}})
  const path = `/cycles/${made.body.id}`
  const {closedAt} = must(await maintainer.patch(path, {isClosed: true}), 200).body
  expect(closedAt).not.toBeNull()
  expect((await maintainer.patch(path, {isClosed: true})).body.closedAt).toBe(closedAt)
  expect((await member.get('/projects/WEB/cycles')).body.items).toEqual([])
  expect((await member.get('/projects/WEB/cycles?all=true')).body.items).toMatchObject([{name: 'Launch'}])
  expect((await maintainer.patch(path, {isClosed: false, endsOn: null})).body).toMatchObject({
    closedAt: null,
    endsOn: null,
  })
  const events = await t.db.selectFrom('event').select('kind').where('kind', 'like', 'cycle.%').execute()
  expect(events.map(({kind}) => kind)).toEqual(['cycle.created', 'cycle.changed', 'cycle.changed'])
})

test('a deleted one comes off its issues', async () => {
  const {id} = must(await maintainer.post('/projects/WEB/cycles', {name: 'Gone'}), 201).body
  const key = await t.addIssue({project: 'WEB', cycleId: id})
  must(await maintainer.delete(`/cycles/${id}`), 204)
  expect((await member.get(`/issues/${key}`)).body).toMatchObject({cycle: null, version: 2})
  expect((await maintainer.delete(`/cycles/${id}`)).status).toBe(404)
})

test('names are there once, dates in order', async () => {
  const {id} = must(await maintainer.post('/projects/WEB/cycles', {name: 'Alpha'}), 201).body
  expect((await maintainer.post('/projects/WEB/cycles', {name: 'alpha'})).status).toBe(409)
  expect(
    (await maintainer.patch(`/cycles/${id}`, {startsOn: '2026-02-01', endsOn: '2026-01-01'})).body,
  ).toMatchObject({pointer: '/endsOn'})
})

test('others may not, and outsiders find nothing', async () => {
  const {id} = must(await maintainer.post('/projects/WEB/cycles', {name: 'Guarded'}), 201).body
  expect((await member.post('/projects/WEB/cycles', {name: 'x'})).status).toBe(403)
  expect((await member.patch(`/cycles/${id}`, {name: 'x'})).status).toBe(403)
  expect((await member.delete(`/cycles/${id}`)).status).toBe(403)
  expect((await outsider.post('/projects/WEB/cycles', {name: 'x'})).status).toBe(404)
  expect((await outsider.patch(`/cycles/${id}`, {name: 'x'})).status).toBe(404)
  expect((await outsider.delete(`/cycles/${id}`)).status).toBe(404)
})
