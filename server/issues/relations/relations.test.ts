import {afterAll, beforeAll, expect, test} from 'vitest'
import {must, startTestApp, type Client, type TestApp} from '../../testing/app.ts'
import {relationNames} from './relation-names.ts'

let t: TestApp
let member: Client
let viewer: Client
let outsider: Client

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'WEB'})
  await t.addProject({key: 'SEC'})
  member = await t.addPerson({roles: {WEB: 'member', SEC: 'viewer'}})
  viewer = await t.addPerson({roles: {WEB: 'viewer'}})
  outsider = await t.addPerson()
})
afterAll(() => t.close())

async function relationsOf(key: string, client = member) {
  const {items} = must(await client.get(`/issues/${key}/relations`), 200).body
  return items.map(({kind, issue}: {kind: string; issue: {key: string}}) => `${kind} ${issue.key}`)
}

async function twoIssues(): Promise<[string, string]> {
  return [await t.addIssue({project: 'WEB'}), await t.addIssue({project: 'WEB'})]
}

const inverses: Record<string, string> = {
  blocks: 'isBlockedBy',
  isBlockedBy: 'blocks',
  duplicates: 'isDuplicatedBy',
  isDuplicatedBy: 'duplicates',
  relatesTo: 'relatesTo',
  causedBy: 'causes',
  causes: 'causedBy',
}

test.each(relationNames)(
  '%s is shown from both ends, in both histories, and ends from either',
  async (kind) => {
    const [a, b] = await twoIssues()
    const {id} = must(await member.post(`/issues/${a}/relations`, {kind, otherKey: b}), 201).body
    expect(await relationsOf(a)).toEqual([`${kind} ${b}`])
    expect(await relationsOf(b)).toEqual([`${inverses[kind]} ${a}`])
    const history = must(await member.get(`/issues/${b}/events`), 200).body.items
    expect(history.at(-1)).toMatchObject({
      kind: 'relation.added',
      relation: inverses[kind],
      otherIssue: {key: a},
    })

    expect((await member.delete(`/relations/${id}`)).status).toBe(204)
    expect(await relationsOf(a)).toEqual([])
    expect((await member.delete(`/relations/${id}`)).status).toBe(404)
    const after = must(await member.get(`/issues/${a}/events`), 200).body.items
    expect(after.at(-1)).toMatchObject({kind: 'relation.removed', relation: kind, otherIssue: {key: b}})
  },
)

test('a relation that is there stays as it is, said from whichever end', async () => {
  const [a, b] = await twoIssues()
  const first = must(await member.post(`/issues/${a}/relations`, {kind: 'relatesTo', otherKey: b}), 201).body
  const again = must(await member.post(`/issues/${b}/relations`, {kind: 'relatesTo', otherKey: a}), 201).body
  expect(again.id).toBe(first.id)
  const answers = await Promise.all(
    [1, 2, 3].map(() => member.post(`/issues/${a}/relations`, {kind: 'blocks', otherKey: b})),
  )
  expect(new Set(answers.map(({body}) => body.id)).size).toBe(1)
  expect(await relationsOf(a)).toHaveLength(2)
  expect(must(await member.get(`/issues/${a}/events`), 200).body.items).toHaveLength(3)
})

test('a circle of duplicates and a relation to itself are refused', async () => {
  const [a, b] = await twoIssues()
  must(await member.post(`/issues/${a}/relations`, {kind: 'duplicates', otherKey: b}), 201)
  expect((await member.post(`/issues/${a}/relations`, {kind: 'isDuplicatedBy', otherKey: b})).status).toBe(
    409,
  )
  expect((await member.post(`/issues/${a}/relations`, {kind: 'relatesTo', otherKey: a})).status).toBe(409)
})

test('a viewer cannot relate, an outsider sees nothing, and who sees one end only does not learn of the relation', async () => {
  const [a, b] = await twoIssues()
  const secret = await t.addIssue({project: 'SEC'})
  const {id} = must(await member.post(`/issues/${a}/relations`, {kind: 'blocks', otherKey: secret}), 201).body
  expect((await viewer.post(`/issues/${a}/relations`, {kind: 'blocks', otherKey: b})).status).toBe(403)
  expect((await viewer.post(`/issues/${a}/relations`, {kind: 'blocks', otherKey: secret})).status).toBe(403)
  expect((await outsider.get(`/issues/${a}/relations`)).status).toBe(404)
  expect(await relationsOf(a, viewer)).toEqual([])
  expect((await viewer.delete(`/relations/${id}`)).status).toBe(404)
  expect(must(await viewer.get(`/issues/${a}/events`), 200).text).not.toContain(secret)

  const half = await t.addPerson({roles: {WEB: 'member'}})
  expect(await half.post(`/issues/${a}/relations`, {kind: 'blocks', otherKey: secret})).toMatchObject({
    status: 400,
    body: {pointer: '/otherKey'},
  })
})

test('a relation to an issue in the bin is not shown', async () => {
  const [a, b] = await twoIssues()
  must(await member.post(`/issues/${a}/relations`, {kind: 'blocks', otherKey: b}), 201)
  must(await t.admin.delete(`/issues/${b}`), 204)
  expect(await relationsOf(a)).toEqual([])
})

test('relations come in pages', async () => {
  const [a, b] = await twoIssues()
  for (const kind of ['blocks', 'relatesTo', 'causedBy'])
    must(await member.post(`/issues/${a}/relations`, {kind, otherKey: b}), 201)
  const first = must(await member.get(`/issues/${a}/relations?limit=2`), 200).body
  const second = must(await member.get(`/issues/${a}/relations?limit=2&cursor=${first.nextCursor}`), 200).body
  expect([...first.items, ...second.items].map(({kind}) => kind)).toEqual(['blocks', 'relatesTo', 'causedBy'])
  expect(second.nextCursor).toBeNull()
})
