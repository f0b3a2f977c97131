import {afterAll, beforeAll, expect, test} from 'vitest'
import {systemContext} from '../../core/system-context.ts'
import {must, startTestApp, type Client, type TestApp} from '../../testing/app.ts'
import {purgeExpired} from './purge-issue.ts'

let t: TestApp
let maintainer: Client
let member: Client
let outsider: Client

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'WEB'})
  await t.addProject({key: 'OPS'})
  maintainer = await t.addPerson({name: 'Mia', roles: {WEB: 'maintainer'}})
  member = await t.addPerson({roles: {WEB: 'member'}})
  outsider = await t.addPerson()
})
afterAll(() => t.close())

async function binned(key: string): Promise<{id: number}> {
  const {items} = must(await t.admin.get('/bin?limit=200'), 200).body
  return items.find((item: {key: string}) => item.key === key)
}

test('a deleted issue is gone everywhere, and comes back as it was', async () => {
  const parent = await t.addIssue({project: 'WEB'})
  const key = await t.addIssue({project: 'WEB', title: 'Xylophone', parentKey: parent})
  expect((await maintainer.delete(`/issues/${key}`)).status).toBe(204)
  for (const path of [
    '',
    '/events',
    '/relations',
    '/sub-issues',
    '/watchers',
    '/comments',
    '/revisions?field=body',
  ])
    expect((await t.admin.get(`/issues/${key}${path}`)).status).toBe(404)
  expect((await t.admin.patch(`/issues/${key}`, {title: 'x'})).status).toBe(404)
  expect((await maintainer.delete(`/issues/${key}`)).status).toBe(404)
  expect(must(await member.get('/issues?q=xylophone'), 200).body.items).toEqual([])
  expect(must(await member.get(`/issues/${parent}`), 200).body.subIssueCount).toBe(0)

  const bin = must(await maintainer.get('/bin?project=web'), 200).body.items
  expect(bin).toMatchObject([{key, title: 'Xylophone', deletedBy: {name: 'Mia'}}])
  for (let time = 0; time < 2; time++)
    expect(must(await maintainer.put(`/bin/${bin[0].id}/restoration`), 200).body).toEqual({key})
  expect(must(await member.get(`/issues/${key}`), 200).body).toMatchObject({
    parent: {key: parent},
    version: 3,
  })
  const history = must(await member.get(`/issues/${key}/events`), 200).body.items
  expect(history.map(({kind}: {kind: string}) => kind)).toEqual([
    'issue.created',
    'issue.deleted',
    'issue.restored',
  ])
})

test('only maintainers use the bin, each that of their projects', async () => {
  const key = await t.addIssue({project: 'WEB'})
  const other = await t.addIssue({project: 'OPS'})
  expect((await member.delete(`/issues/${key}`)).status).toBe(403)
  expect((await outsider.delete(`/issues/${key}`)).status).toBe(404)
  must(await t.admin.delete(`/issues/${key}`), 204)
  must(await t.admin.delete(`/issues/${other}`), 204)
  expect(must(await member.get('/bin'), 200).body.items).toEqual([])
  expect((await member.get('/bin?project=WEB')).status).toBe(403)
  expect((await outsider.get('/bin?project=WEB')).status).toBe(404)
  expect(must(await maintainer.get('/bin'), 200).text).not.toContain(other)
  expect((await member.put(`/bin/${(await binned(key)).id}/restoration`)).status).toBe(404)
  expect((await maintainer.put(`/bin/${(await binned(other)).id}/restoration`)).status).toBe(404)
  expect((await maintainer.delete(`/bin/${(await binned(key)).id}`)).status).toBe(403)
})

test('a stale deletion is refused', async () => {
  const key = await t.addIssue({project: 'WEB'})
  must(await member.patch(`/issues/${key}`, {title: 'Saved'}), 200)
  expect((await maintainer.delete(`/issues/${key}`, {'if-match': '"1"'})).status).toBe(412)
})

test('an administrator destroys what is in the bin, and only the audit knows of it', async () => {
  const key = await t.addIssue({project: 'WEB', title: 'Burn me'})
  const child = await t.addIssue({project: 'WEB', parentKey: key})
  must(await member.post(`/issues/${key}/comments`, {body: 'Words'}), 201)
  const issue = must(await t.admin.get(`/issues/${key}`), 200).body
  expect((await t.admin.delete(`/bin/${issue.id}`)).status).toBe(404)
  must(await t.admin.delete(`/issues/${key}`), 204)
  expect((await t.admin.delete(`/bin/${issue.id}`)).status).toBe(204)
  expect((await t.admin.delete(`/bin/${issue.id}`)).status).toBe(404)
  expect((await t.admin.put(`/bin/${issue.id}/restoration`)).status).toBe(404)
  const events = await t.db.selectFrom('event').selectAll().where('kind', '=', 'issue.purged').execute()
  expect(events).toMatchObject([{is_audit: true, payload: {key, title: 'Burn me'}}])
  expect(await t.db.selectFrom('event').selectAll().where('issue_id', '=', issue.id).execute()).toEqual([])
  expect((await t.admin.get(`/issues/${child}`)).status).toBe(200)
  expect(await t.addIssue({project: 'WEB'})).not.toBe(key)
})

test('after 30 days the bin empties itself', async () => {
  const [old, young] = [await t.addIssue({project: 'OPS'}), await t.addIssue({project: 'OPS'})]
  for (const key of [old, young]) must(await t.admin.delete(`/issues/${key}`), 204)
  const {id} = await binned(old)
  await t.db
    .updateTable('issue')
    .set({deleted_at: new Date(Date.now() - 31 * 24 * 60 * 60 * 1000)})
    .where('id', '=', id)
    .execute()
  await purgeExpired(await systemContext(t.runtime, t.app.log))
  expect(await binned(old)).toBeUndefined()
  expect(await binned(young)).toBeDefined()
})

test('the bin comes in pages, last deleted first', async () => {
  await t.addProject({key: 'PAG'})
  const keys = []
  for (let number = 0; number < 3; number++) keys.unshift(await t.addIssue({project: 'PAG'}))
  for (const key of keys.toReversed()) must(await t.admin.delete(`/issues/${key}`), 204)
  const first = must(await t.admin.get('/bin?project=PAG&limit=2'), 200).body
  const second = must(await t.admin.get(`/bin?project=PAG&limit=2&cursor=${first.nextCursor}`), 200).body
  expect([...first.items, ...second.items].map(({key}) => key)).toEqual(keys)
})
