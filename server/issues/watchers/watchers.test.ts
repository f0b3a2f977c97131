import {afterAll, beforeAll, expect, test} from 'vitest'
import {must, startTestApp, type Client, type TestApp} from '../../testing/app.ts'

let t: TestApp
let member: Client & {personId: number}
let viewer: Client & {personId: number}
let outsider: Client & {personId: number}

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'WEB'})
  member = await t.addPerson({roles: {WEB: 'member'}})
  viewer = await t.addPerson({name: 'Vi Viewer', roles: {WEB: 'viewer'}})
  outsider = await t.addPerson()
})
afterAll(() => t.close())

test('a viewer watches and stops, and a repetition tells nobody', async () => {
  const key = await t.addIssue({project: 'WEB'})
  const path = `/issues/${key}/watchers/${viewer.personId}`
  for (let time = 0; time < 2; time++)
    expect(must(await viewer.put(path), 200).body).toEqual({watcherCount: 1, isWatched: true})
  expect(must(await viewer.get(`/issues/${key}/watchers`), 200).body.items).toMatchObject([
    {person: {id: viewer.personId, name: 'Vi Viewer'}},
  ])
  expect(must(await viewer.get(`/issues/${key}`), 200).body).toMatchObject({
    watcherCount: 1,
    isWatched: true,
    version: 1,
  })
  for (let time = 0; time < 2; time++)
    expect(must(await viewer.delete(path), 200).body).toEqual({watcherCount: 0, isWatched: false})
  const history = must(await viewer.get(`/issues/${key}/events`), 200).body.items
  expect(history.slice(1)).toMatchObject([
    {kind: 'watcher.added', person: {name: 'Vi Viewer'}},
    {kind: 'watcher.removed', person: {name: 'Vi Viewer'}},
  ])
})

test('only a member makes others watch, and only those who see the issue', async () => {
  const key = await t.addIssue({project: 'WEB'})
  expect((await viewer.put(`/issues/${key}/watchers/${member.personId}`)).status).toBe(403)
  expect((await member.put(`/issues/${key}/watchers/${viewer.personId}`)).status).toBe(200)
  for (const personId of [outsider.personId, 999_999])
    expect(await member.put(`/issues/${key}/watchers/${personId}`)).toMatchObject({
      status: 400,
      body: {pointer: '/params/personId'},
    })
  expect((await viewer.delete(`/issues/${key}/watchers/${member.personId}`)).status).toBe(403)
  expect((await outsider.put(`/issues/${key}/watchers/${outsider.personId}`)).status).toBe(404)
  expect((await outsider.get(`/issues/${key}/watchers`)).status).toBe(404)
  expect((await t.anonymous.put(`/issues/${key}/watchers/1`)).status).toBe(401)
})
