import {afterAll, beforeAll, expect, test} from 'vitest'
import {must, startTestApp, type Client, type TestApp} from '../../testing/app.ts'

let t: TestApp
let viewer: Client
let outsider: Client

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'WEB'})
  await t.addProject({key: 'PUB', visibility: 'public'})
  viewer = await t.addPerson({roles: {WEB: 'viewer'}})
  outsider = await t.addPerson()
})
afterAll(() => t.close())

test('everybody has one vote, which can be taken back', async () => {
  const key = await t.addIssue({project: 'WEB'})
  for (let time = 0; time < 2; time++)
    expect(must(await viewer.put(`/issues/${key}/vote`), 200).body).toEqual({voteCount: 1, isVoted: true})
  expect(must(await viewer.get(`/issues/${key}`), 200).body).toMatchObject({
    voteCount: 1,
    isVoted: true,
    version: 1,
  })
  for (let time = 0; time < 2; time++)
    expect(must(await viewer.delete(`/issues/${key}/vote`), 200).body).toEqual({voteCount: 0, isVoted: false})
  expect(must(await viewer.get(`/issues/${key}/events`), 200).body.items).toHaveLength(3)
})

test('twenty votes at once are all counted', async () => {
  const key = await t.addIssue({project: 'WEB'})
  const voters = []
  for (let number = 0; number < 20; number++) voters.push(await t.addPerson({roles: {WEB: 'viewer'}}))
  await Promise.all([...voters, ...voters].map((voter) => voter.put(`/issues/${key}/vote`)))
  expect(must(await viewer.get(`/issues/${key}`), 200).body.voteCount).toBe(20)
})

test('a guest cannot vote, an outsider sees nothing, and a key that may only read does not vote', async () => {
  const key = await t.addIssue({project: 'WEB'})
  const publicKey = await t.addIssue({project: 'PUB'})
  expect((await outsider.put(`/issues/${key}/vote`)).status).toBe(404)
  const contact = await t.addPerson({kind: 'contact'})
  expect((await contact.get(`/issues/${publicKey}`)).status).toBe(200)
  expect((await contact.put(`/issues/${publicKey}/vote`)).status).toBe(403)
  expect((await t.anonymous.put(`/issues/${publicKey}/vote`)).status).toBe(401)
  const reader = await t.addPerson({scope: 'read', roles: {WEB: 'viewer'}})
  expect((await reader.put(`/issues/${key}/vote`)).status).toBe(403)
})
