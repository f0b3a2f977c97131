import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest'
import {must, startTestApp, type Client, type TestApp} from '../../testing/app.ts'

type Person = Client & {personId: number}

let t: TestApp
let parent: string
let key: string
let maintainer: Person
let member: Person
let newcomer: Person

beforeAll(async () => {
  t = await startTestApp()
})
beforeEach(async () => {
  parent = await t.addProject()
  key = await t.addProject({parentKey: parent})
  maintainer = await t.addPerson({name: 'Mia 10', roles: {[key]: 'maintainer'}})
  member = await t.addPerson({name: 'mia 9', roles: {[key]: 'member'}})
  newcomer = await t.addPerson({name: 'Neo'})
})
afterAll(() => t.close())

const path = (person: Person) => `/projects/${key}/members/${person.personId}`

async function memberEvents(): Promise<unknown[]> {
  const events = await t.db
    .selectFrom('event')
    .innerJoin('project', 'project.id', 'event.project_id')
    .select(['event.kind', 'event.payload', 'event.is_audit'])
    .where('project.key', '=', key)
    .where('event.kind', 'like', 'member.%')
    .orderBy('event.id')
    .execute()
  return events.map(({kind, payload, is_audit}) => [kind, payload['role'] ?? payload['changes'], is_audit])
}

test('a maintainer gives a role, another one, and takes it; each counts at once and is audited', async () => {
  expect((await newcomer.get(`/projects/${key}`)).status).toBe(404)
  const given = await maintainer.put(path(newcomer), {role: 'reporter'})
  expect(given).toMatchObject({
    status: 200,
    body: {person: {name: 'Neo'}, role: 'reporter', ownRole: 'reporter', inheritedRole: null},
  })
  expect((await newcomer.get(`/projects/${key}`)).body.standing).toBe('reporter')
  must(await maintainer.put(path(newcomer), {role: 'reporter'}), 200)
  must(await maintainer.put(path(newcomer), {role: 'member'}), 200)
  must(await maintainer.delete(path(newcomer)), 204)
  expect((await newcomer.get(`/projects/${key}`)).status).toBe(404)
  expect((await maintainer.delete(path(newcomer))).status).toBe(404)
  expect(await memberEvents()).toEqual([
    ['member.added', 'reporter', true],
    ['member.changed', {role: {from: 'reporter', to: 'member'}}, true],
    ['member.removed', 'member', true],
  ])
})

test('others may not, outsiders find nothing', async () => {
  expect((await member.put(path(member), {role: 'maintainer'})).status).toBe(403)
  expect((await member.delete(path(maintainer))).status).toBe(403)
  expect((await newcomer.put(path(newcomer), {role: 'viewer'})).status).toBe(404)
  expect((await newcomer.delete(path(member))).status).toBe(404)
  expect((await t.anonymous.put(path(newcomer), {role: 'viewer'})).status).toBe(401)
  expect(await memberEvents()).toEqual([])
})

test('inherited roles are listed and marked; their source only where it is seen', async () => {
  const above = await t.addPerson({name: 'Zoe', roles: {[parent]: 'maintainer', [key]: 'viewer'}})
  const heir = await t.addPerson({name: 'Ann', roles: {[parent]: 'viewer'}})
  const list = async (client: Client) =>
    (await client.get(`/projects/${key}/members`)).body.items.map(
      (m: {person: {name: string}; role: string; ownRole: string; inheritedFrom: string}) => [
        m.person.name,
        m.role,
        m.ownRole,
        m.inheritedFrom,
      ],
    )
  expect(await list(above)).toEqual([
    ['Ann', 'viewer', null, parent],
    ['mia 9', 'member', 'member', null],
    ['Mia 10', 'maintainer', 'maintainer', null],
    ['Zoe', 'maintainer', 'viewer', parent],
  ])
  expect((await list(member)).map(([, , , from]: unknown[]) => from)).toEqual([null, null, null, null])
  expect(await maintainer.delete(path(heir))).toMatchObject({
    status: 409,
    body: {detail: `Cannot remove Ann from ${key}: the role comes from a project above it`},
  })
  must(await maintainer.put(path(heir), {role: 'member'}), 200)
  expect((await heir.get(`/projects/${key}`)).body.standing).toBe('member')
  expect((await heir.get(`/projects/${parent}`)).body.standing).toBe('viewer')
})

test('the list is paged', async () => {
  const first = (await maintainer.get(`/projects/${key}/members?limit=1`)).body
  expect(first.items.map((m: {person: {name: string}}) => m.person.name)).toEqual(['mia 9'])
  const second = (await maintainer.get(`/projects/${key}/members?limit=1&cursor=${first.nextCursor}`)).body
  expect(second.items.map((m: {person: {name: string}}) => m.person.name)).toEqual(['Mia 10'])
  expect(second.nextCursor).toBeNull()
  expect((await maintainer.get(`/projects/${key}/members?cursor=nonsense`)).status).toBe(400)
})

test('the last maintainer stays, unless an administrator says otherwise', async () => {
  for (const refused of [
    await maintainer.delete(path(maintainer)),
    await maintainer.put(path(maintainer), {role: 'member'}),
  ])
    expect(refused).toMatchObject({
      status: 409,
      body: {detail: expect.stringContaining('no other maintainer')},
    })
  const second = await t.addPerson({roles: {[key]: 'maintainer'}})
  const answers = await Promise.all([maintainer.delete(path(second)), second.delete(path(maintainer))])
  expect(answers.filter(({status}) => status === 204)).toHaveLength(1)
  const [left] = answers[0]?.status === 204 ? [maintainer] : [second]
  must(await t.admin.delete(path(left ?? maintainer)), 204)
})

test('a maintainer of a project above is maintainer enough', async () => {
  await t.addPerson({roles: {[parent]: 'maintainer'}})
  must(await maintainer.delete(path(maintainer)), 204)
})

test('a contact is at most a reporter, and nobody gives a role to somebody unknown', async () => {
  const contact = await t.addPerson({kind: 'contact'})
  for (const role of ['member', 'maintainer'])
    expect(await maintainer.put(path(contact), {role})).toMatchObject({status: 400, body: {pointer: '/role'}})
  must(await maintainer.put(path(contact), {role: 'reporter'}), 200)
  expect((await contact.get(`/projects/${key}/members`)).status).toBe(403)
  expect((await maintainer.put(`/projects/${key}/members/999999`, {role: 'viewer'})).status).toBe(404)
  expect((await maintainer.put(path(newcomer), {role: 'owner'})).body).toMatchObject({pointer: '/role'})
})

test('who can be assigned: members, also by inheritance, and the house where it may see the project', async () => {
  const heir = await t.addPerson({name: 'Heidi Erbe', roles: {[parent]: 'viewer'}})
  await t.addPerson({name: 'Carl Contact', kind: 'contact'})
  const names = async (query = '') =>
    (await maintainer.get(`/projects/${key}/people?limit=200${query}`)).body.items.map(
      ({name}: {name: string}) => name,
    )
  expect(await names()).toEqual(['Ada Admin', 'Heidi Erbe', 'mia 9', 'Mia 10'])
  must(await t.admin.patch(`/projects/${key}`, {visibility: 'internal'}), 200)
  expect(await names()).toContain('Neo')
  expect(await names()).not.toContain('Carl Contact')

  expect(await names('&q=ERB')).toEqual(['Heidi Erbe'])
  expect(await names('&q=eidi')).toEqual([])
  expect(await names('&q=%25')).toEqual([])
  expect((await maintainer.get(`/projects/${key}/people?q=%00`)).status).toBe(400)
  await t.db.updateTable('person').set({archived_at: new Date()}).where('id', '=', heir.personId).execute()
  expect(await names('&q=heidi')).toEqual([])

  const first = (await maintainer.get(`/projects/${key}/people?q=mia&limit=1`)).body
  const second = (await maintainer.get(`/projects/${key}/people?q=mia&limit=1&cursor=${first.nextCursor}`))
    .body
  expect([...first.items, ...second.items].map(({name}) => name)).not.toHaveLength(0)
  expect(first.items[0].id).not.toBe(second.items[0].id)
})
