import {afterAll, beforeAll, expect, test} from 'vitest'
import {must, startTestApp, type Client, type TestApp} from '../../testing/app.ts'

let t: TestApp
let member: Client & {personId: number}
let viewer: Client & {personId: number}
let outsider: Client

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'WEB'})
  await t.addProject({key: 'OPS'})
  member = await t.addPerson({roles: {WEB: 'member', OPS: 'member'}})
  viewer = await t.addPerson({roles: {WEB: 'viewer'}})
  outsider = await t.addPerson()
})
afterAll(() => t.close())

async function kindsOf(key: string): Promise<string[]> {
  const {items} = must(await t.admin.get(`/issues/${key}/events`), 200).body
  return items.map(({kind}: {kind: string}) => kind)
}

test('a member closes an issue with a comment, once', async () => {
  const key = await t.addIssue({project: 'WEB'})
  const closed = must(
    await member.put(`/issues/${key}/closure`, {resolution: 'wontFix', comment: 'Too rare'}),
    200,
  )
  expect(closed.body).toMatchObject({status: {category: 'closed'}, resolution: 'wontFix', commentCount: 1})
  const again = must(
    await member.put(`/issues/${key}/closure`, {resolution: 'wontFix', comment: 'Too rare'}),
    200,
  )
  expect(again.body).toMatchObject({version: 2, commentCount: 1})
  expect(await kindsOf(key)).toEqual(['issue.created', 'issue.changed', 'comment.added'])
})

test('opened again it has no resolution, and opening an open one changes nothing', async () => {
  const key = await t.addIssue({project: 'WEB'})
  must(await member.put(`/issues/${key}/closure`, {}), 200)
  const reopened = must(await member.delete(`/issues/${key}/closure`), 200).body
  expect(reopened).toMatchObject({status: {key: 'reopened'}, resolution: null, version: 3})
  expect(must(await member.delete(`/issues/${key}/closure`), 200).body.version).toBe(3)
})

test('a stale closure is refused with the present state', async () => {
  const key = await t.addIssue({project: 'WEB'})
  must(await member.patch(`/issues/${key}`, {title: 'Saved'}), 200)
  const stale = {status: 412, body: {current: {title: 'Saved'}}}
  expect(await member.put(`/issues/${key}/closure`, {}, {'if-match': '"1"'})).toMatchObject(stale)
  expect(await member.delete(`/issues/${key}/closure`, {'if-match': '"1"'})).toMatchObject(stale)
})

test('a viewer cannot close it, and an outsider cannot see it', async () => {
  const key = await t.addIssue({project: 'WEB'})
  expect((await viewer.put(`/issues/${key}/closure`, {})).status).toBe(403)
  expect((await viewer.delete(`/issues/${key}/closure`)).status).toBe(403)
  expect((await outsider.put(`/issues/${key}/closure`, {})).status).toBe(404)
})

test('a duplicate is linked with its original and brings along who watched it and sees that', async () => {
  const reporter = await t.addPerson({roles: {WEB: 'reporter', OPS: 'viewer'}})
  const key = await t.addIssue({project: 'WEB'}, reporter)
  const original = await t.addIssue({project: 'OPS'})
  must(await viewer.put(`/issues/${key}/watchers/${viewer.personId}`), 200)
  must(await member.put(`/issues/${key}/watchers/${member.personId}`), 200)

  const closed = must(await member.put(`/issues/${key}/closure`, {duplicateOf: original}), 200).body
  expect(closed).toMatchObject({resolution: 'duplicate', status: {category: 'closed'}})
  const {items} = must(await member.get(`/issues/${key}/relations`), 200).body
  expect(items).toMatchObject([{kind: 'duplicates', issue: {key: original}}])
  const watchers = must(await member.get(`/issues/${original}/watchers`), 200).body.items
  expect(new Set(watchers.map(({person}: {person: {id: number}}) => person.id))).toEqual(
    new Set([member.personId, reporter.personId]),
  )
  expect(await kindsOf(key)).toContain('relation.added')
  expect(await kindsOf(original)).toEqual([
    'issue.created',
    'relation.added',
    'watcher.added',
    'watcher.added',
  ])
  must(await member.put(`/issues/${key}/closure`, {duplicateOf: original}), 200)
  expect(await kindsOf(original)).toHaveLength(4)
})

test('a duplicate of itself or in a circle is refused, and nothing of it stays', async () => {
  const [a, b, c] = [
    await t.addIssue({project: 'WEB'}),
    await t.addIssue({project: 'WEB'}),
    await t.addIssue({project: 'WEB'}),
  ]
  expect((await member.put(`/issues/${a}/closure`, {duplicateOf: a})).status).toBe(409)
  must(await member.put(`/issues/${a}/closure`, {duplicateOf: b}), 200)
  must(await member.put(`/issues/${b}/closure`, {duplicateOf: c}), 200)
  expect((await member.put(`/issues/${c}/closure`, {duplicateOf: a})).status).toBe(409)
  expect(must(await member.get(`/issues/${c}`), 200).body).toMatchObject({resolution: null, version: 1})
})

test('two changes at once cannot make a circle of duplicates together', async () => {
  for (let round = 0; round < 8; round++) {
    const [a, b] = [await t.addIssue({project: 'WEB'}), await t.addIssue({project: 'WEB'})]
    const relate = (key: string, otherKey: string) =>
      member.post(`/issues/${key}/relations`, {kind: 'duplicates', otherKey})
    const answers = await Promise.all([relate(a, b), relate(b, a)])
    expect(answers.map(({status}) => status).toSorted((x, y) => x - y)).toEqual([201, 409])
  }
})

test.each([
  [{resolution: 'fixed', duplicateOf: 'WEB-1'}, '/resolution'],
  [{duplicateOf: 'WEB-9999'}, '/duplicateOf'],
  [{resolution: 'nonsense'}, '/resolution'],
])('%j is refused at %s', async (body, pointer) => {
  const key = await t.addIssue({project: 'WEB'})
  expect(await member.put(`/issues/${key}/closure`, body)).toMatchObject({status: 400, body: {pointer}})
})
