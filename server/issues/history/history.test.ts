import {afterAll, beforeAll, expect, test} from 'vitest'
import {must, startTestApp, type Client, type TestApp} from '../../testing/app.ts'

let t: TestApp
let member: Client & {personId: number}
let viewer: Client
let outsider: Client

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'WEB'})
  await t.addProject({key: 'SEC'})
  member = await t.addPerson({name: 'Mo Member', roles: {WEB: 'member'}})
  viewer = await t.addPerson({roles: {WEB: 'viewer'}})
  outsider = await t.addPerson()
})
afterAll(() => t.close())

test('the history comes in pages, oldest first, and says who, how and what', async () => {
  const key = await t.addIssue({project: 'WEB'}, member)
  for (const title of ['A', 'B']) must(await member.patch(`/issues/${key}`, {title}), 200)
  const first = must(await viewer.get(`/issues/${key}/events?limit=2`), 200).body
  const second = must(await viewer.get(`/issues/${key}/events?limit=2&cursor=${first.nextCursor}`), 200).body
  const entries = [...first.items, ...second.items]
  expect(entries).toMatchObject([
    {kind: 'issue.created', via: 'api', actor: {id: member.personId, name: 'Mo Member'}, changes: null},
    {kind: 'issue.changed', changes: {title: {from: 'Something is broken', to: 'A'}}},
    {kind: 'issue.changed', changes: {title: {from: 'A', to: 'B'}}},
  ])
  expect(second.nextCursor).toBeNull()
  expect((await outsider.get(`/issues/${key}/events`)).status).toBe(404)
})

test('internal notes are in the history of the team only', async () => {
  const key = await t.addIssue({project: 'WEB'})
  const note = must(
    await member.post(`/issues/${key}/comments`, {body: 'Secret', isInternal: true}),
    201,
  ).body
  const entry = {kind: 'comment.added', commentId: note.id, isInternal: true}
  expect(must(await member.get(`/issues/${key}/events`), 200).body.items.at(-1)).toMatchObject(entry)
  expect(must(await viewer.get(`/issues/${key}/events`), 200).body.items).toHaveLength(1)
})

test('a guest is not told who watches and votes', async () => {
  await t.addProject({key: 'PUB', visibility: 'public'})
  const key = await t.addIssue({project: 'PUB'})
  must(await viewer.put(`/issues/${key}/vote`), 200)
  must(await viewer.put(`/issues/${key}/watchers/${viewer.personId}`), 200)
  expect(must(await member.get(`/issues/${key}/events`), 200).body.items).toHaveLength(3)
  expect(must(await t.anonymous.get(`/issues/${key}/events`), 200).body.items).toHaveLength(1)
})

test('a parent that the reader does not see is not named', async () => {
  const parentKey = await t.addIssue({project: 'SEC'})
  const key = await t.addIssue({project: 'WEB'})
  must(await t.admin.patch(`/issues/${key}`, {parentKey}), 200)
  expect(must(await t.admin.get(`/issues/${key}/events`), 200).body.items.at(-1).changes).toMatchObject({
    parent: {from: null, to: {key: parentKey}},
  })
  const seen = must(await viewer.get(`/issues/${key}/events`), 200)
  expect(seen.text).not.toContain(parentKey)
  expect(seen.body.items.at(-1).changes).toEqual({parent: {from: null, to: null}})
})

test('every version of a text can be read, and any of them restored', async () => {
  const key = await t.addIssue({project: 'WEB', body: 'One'})
  const path = `/issues/${key}/revisions?field=body`
  expect(must(await viewer.get(path), 200).body.items).toMatchObject([{eventId: null, text: 'One'}])
  for (const body of ['Two', 'Three'])
    must(await member.patch(`/issues/${key}`, {body, priority: 'low'}), 200)
  must(await member.patch(`/issues/${key}`, {title: 'Else'}), 200)

  const whole = must(await viewer.get(path), 200).body.items
  expect(whole.map(({text}: {text: string}) => text)).toEqual(['One', 'Two', 'Three'])
  expect(whole[0]).toMatchObject({side: 'from', actor: {name: 'Ada Admin'}, eventId: whole[1].eventId})
  const pages = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: {items: unknown[]; nextCursor: string | null} = must(
      await viewer.get(`${path}&limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`),
      200,
    ).body
    pages.push(...page.items)
    cursor = page.nextCursor
  }
  expect(pages).toEqual(whole)

  const {eventId, side} = whole[0]
  const restored = must(await member.put(`/issues/${key}/restored-text`, {field: 'body', eventId, side}), 200)
  expect(restored.body).toMatchObject({body: 'One', priority: 'low', title: 'Else', version: 5})
  const again = must(await member.put(`/issues/${key}/restored-text`, {field: 'body', eventId, side}), 200)
  expect(again.body.version).toBe(5)
})

test('a text is restored only by who may change it, from the issue itself, and not over a newer version', async () => {
  const key = await t.addIssue({project: 'WEB', body: 'One'})
  must(await member.patch(`/issues/${key}`, {body: 'Two'}), 200)
  const [, {eventId}] = must(await viewer.get(`/issues/${key}/revisions?field=body`), 200).body.items
  const body = {field: 'body', eventId, side: 'from'}
  const path = `/issues/${key}/restored-text`
  expect((await viewer.put(path, body)).status).toBe(403)
  expect((await outsider.put(path, body)).status).toBe(404)
  expect((await member.put(path, body, {'if-match': '"1"'})).status).toBe(412)
  expect((await member.put(path, {...body, field: 'steps'})).body).toMatchObject({pointer: '/eventId'})
  const other = await t.addIssue({project: 'WEB'})
  expect((await member.put(`/issues/${other}/restored-text`, body)).status).toBe(400)
})
