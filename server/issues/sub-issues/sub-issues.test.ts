import {afterAll, beforeAll, expect, test} from 'vitest'
import {must, startTestApp, type Client, type TestApp} from '../../testing/app.ts'

let t: TestApp
let viewer: Client
let outsider: Client

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'WEB'})
  await t.addProject({key: 'SEC'})
  viewer = await t.addPerson({roles: {WEB: 'viewer'}})
  outsider = await t.addPerson()
})
afterAll(() => t.close())

test('sub-issues are listed with their progress, as far as the reader sees them', async () => {
  const parentKey = await t.addIssue({project: 'WEB'})
  const children = [
    await t.addIssue({project: 'WEB', type: 'task', parentKey, status: 'done'}),
    await t.addIssue({project: 'WEB', parentKey}),
    await t.addIssue({project: 'WEB', parentKey}),
  ]
  const hidden = await t.addIssue({project: 'SEC', parentKey, status: 'closed'})
  const binned = await t.addIssue({project: 'WEB', parentKey})
  must(await t.admin.delete(`/issues/${binned}`), 204)

  const first = must(await viewer.get(`/issues/${parentKey}/sub-issues?limit=2`), 200).body
  const second = must(
    await viewer.get(`/issues/${parentKey}/sub-issues?limit=2&cursor=${first.nextCursor}`),
    200,
  ).body
  expect([...first.items, ...second.items].map(({key}) => key)).toEqual(children)
  expect(second.nextCursor).toBeNull()
  expect(first.progress).toEqual({done: 1, total: 3})
  expect(must(await viewer.get(`/issues/${parentKey}`), 200).body.subIssueCount).toBe(3)
  const all = must(await t.admin.get(`/issues/${parentKey}/sub-issues`), 200).body
  expect(all.items.at(-1).key).toBe(hidden)
  expect(all.progress).toEqual({done: 2, total: 4})
  expect((await outsider.get(`/issues/${parentKey}/sub-issues`)).status).toBe(404)
})
