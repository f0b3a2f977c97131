import {afterAll, beforeAll, expect, test} from 'vitest'
import {must, startTestApp, type Client, type TestApp} from '../../testing/app.ts'

let t: TestApp
let member: Client & {personId: number}
let viewer: Client
let ids: Record<string, number>

beforeAll(async () => {
  t = await startTestApp()
  for (const key of ['WEB', 'OPS', 'APP', 'SEC']) await t.addProject({key})
  member = await t.addPerson({roles: {WEB: 'member', OPS: 'member', APP: 'member'}})
  viewer = await t.addPerson({roles: {WEB: 'member', OPS: 'viewer'}})
  const projects = await t.db.selectFrom('project').select(['id', 'key']).execute()
  ids = Object.fromEntries(projects.map(({id, key}) => [key, id]))
})
afterAll(() => t.close())

function addComponent(project: string, name: string): Promise<{id: number}> {
  return t.db
    .insertInto('component')
    .values({project_id: ids[project] ?? 0, name})
    .returning('id')
    .executeTakeFirstOrThrow()
}

test('a moved issue gets a new key, keeps what the project knows by name, and the event says what was dropped', async () => {
  const shared = await addComponent('WEB', 'Pay')
  const dropped = await addComponent('WEB', 'Only here')
  const counterpart = await addComponent('OPS', 'pay')
  const parent = await t.addIssue({project: 'WEB'})
  const key = await t.addIssue({
    project: 'WEB',
    parentKey: parent,
    labels: ['slow'],
    componentIds: [shared.id, dropped.id],
  })
  const child = await t.addIssue({project: 'WEB', parentKey: key})

  const moved = must(await member.put(`/issues/${key}/project`, {project: 'ops'}), 200).body
  expect(moved).toMatchObject({
    project: {key: 'OPS'},
    components: [{id: counterpart.id, name: 'pay'}],
    labels: ['slow'],
    parent: {key: parent},
    subIssueCount: 1,
    version: 2,
  })
  expect(moved.key).toMatch(/^OPS-\d+$/)
  expect(must(await member.get(`/issues/${child}`), 200).body.parent.key).toBe(moved.key)
  expect(must(await member.get(`/issues/${moved.key}/events`), 200).body.items.at(-1)).toMatchObject({
    kind: 'issue.moved',
    move: {from: key, to: moved.key},
    changes: {components: {from: [{name: 'Pay'}, {name: 'Only here'}], to: [{name: 'pay'}]}},
  })
  const again = must(await member.put(`/issues/${moved.key}/project`, {project: 'OPS'}), 200).body
  expect(again).toMatchObject({key: moved.key, version: 2})
})

test('every former key leads to the present one, also through moves and renamed projects', async () => {
  await t.addProject({key: 'TMP'})
  const first = await t.addIssue({project: 'TMP'})
  const second = must(await t.admin.put(`/issues/${first}/project`, {project: 'OPS'}), 200).body.key
  const third = must(await t.admin.put(`/issues/${second}/project`, {project: 'APP'}), 200).body.key
  await t.db.updateTable('project').set({key: 'TMQ'}).where('key', '=', 'TMP').execute()
  const renamed = await t.db
    .selectFrom('project')
    .select('id')
    .where('key', '=', 'TMQ')
    .executeTakeFirstOrThrow()
  await t.db.insertInto('former_project_key').values({key: 'TMP', project_id: renamed.id}).execute()
  t.services.signals.rightsChanged()

  for (const former of [first, second, first.replace('TMP', 'TMQ')]) {
    for (const [path, address] of [
      ['', ''],
      ['?include=comments', '?include=comments'],
      ['/events?limit=3', '/events?limit=3'],
      ['/comments', '/comments'],
    ]) {
      const answer = await member.get(`/issues/${former}${path}`)
      expect(answer).toMatchObject({
        status: 301,
        headers: {location: `/api/v1/issues/${third}${address}`},
      })
    }
  }
  expect(
    (await t.app.inject({method: 'HEAD', url: `/api/v1/issues/${first}`, headers: auth(member)})).statusCode,
  ).toBe(301)
  expect(must(await member.patch(`/issues/${first}`, {title: 'Found'}), 200).body.key).toBe(third)
  expect((await member.get(`/issues/${third.toLowerCase()}`)).status).toBe(200)
})

function auth({token}: Client): Record<string, string> {
  return {authorization: `Bearer ${token}`}
}

test('a former key tells nothing to who does not see the issue', async () => {
  const key = await t.addIssue({project: 'WEB'})
  must(await t.admin.put(`/issues/${key}/project`, {project: 'SEC'}), 200)
  expect((await member.get(`/issues/${key}`)).status).toBe(404)
  expect((await member.get(`/issues/${key}/events`)).status).toBe(404)
})

test('a reader who does not see the old project is not told its key', async () => {
  const secret = await t.addIssue({project: 'SEC'})
  const {key} = must(await t.admin.put(`/issues/${secret}/project`, {project: 'WEB'}), 200).body
  const history = must(await member.get(`/issues/${key}/events`), 200)
  expect(history.body.items.at(-1)).toMatchObject({kind: 'issue.moved', move: {from: null, to: key}})
  expect(history.text).not.toContain(secret)
})

test('a stale move is refused', async () => {
  const key = await t.addIssue({project: 'WEB'})
  must(await member.patch(`/issues/${key}`, {title: 'Saved'}), 200)
  expect((await member.put(`/issues/${key}/project`, {project: 'OPS'}, {'if-match': '"1"'})).status).toBe(412)
})

test('moving takes the right in both projects', async () => {
  const key = await t.addIssue({project: 'WEB'})
  const back = await t.addIssue({project: 'OPS'})
  expect((await viewer.put(`/issues/${key}/project`, {project: 'OPS'})).status).toBe(403)
  expect((await viewer.put(`/issues/${back}/project`, {project: 'WEB'})).status).toBe(403)
  expect(await viewer.put(`/issues/${key}/project`, {project: 'SEC'})).toMatchObject({
    status: 400,
    body: {pointer: '/project'},
  })
  const outsider = await t.addPerson()
  expect((await outsider.put(`/issues/${key}/project`, {project: 'OPS'})).status).toBe(404)
})

test('a type that the project does not have must be named anew, and its status is mapped', async () => {
  const key = await t.addIssue({project: 'WEB', type: 'bug', status: 'in-review'})
  await t.db
    .deleteFrom('project_type')
    .where('project_id', '=', ids['APP'] ?? 0)
    .where('type_id', 'in', (eb) => eb.selectFrom('issue_type').select('id').where('key', '=', 'bug'))
    .execute()
  expect((await member.put(`/issues/${key}/project`, {project: 'APP'})).body).toMatchObject({
    pointer: '/type',
  })
  const moved = must(await member.put(`/issues/${key}/project`, {project: 'APP', type: 'task'}), 200).body
  expect(moved).toMatchObject({type: {key: 'task'}, status: {key: 'in-review'}})
})

test('an issue cannot be moved into an archived project', async () => {
  await t.addProject({key: 'OLD'})
  const key = await t.addIssue({project: 'WEB'})
  await t.db.updateTable('project').set({archived_at: new Date()}).where('key', '=', 'OLD').execute()
  expect((await t.admin.put(`/issues/${key}/project`, {project: 'OLD'})).status).toBe(409)
})

test('who moves a private issue to where they do not see it is shown it once more', async () => {
  const maintainer = await t.addPerson({roles: {WEB: 'maintainer', OPS: 'member'}})
  const key = await t.addIssue({project: 'WEB', visibility: 'private'})
  const moved = must(await maintainer.put(`/issues/${key}/project`, {project: 'OPS'}), 200).body
  expect((await maintainer.get(`/issues/${moved.key}`)).status).toBe(404)
})
