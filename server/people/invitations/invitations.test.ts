import {afterAll, beforeAll, expect, test} from 'vitest'
import {must, startTestApp, type Client, type TestApp} from '../../testing/app.ts'
import {addAccount, goodPassword} from '../testing/add-account.ts'
import {openBrowser} from '../testing/browser.ts'

let t: TestApp
let maintainer: Client & {personId: number}
let member: Client
let count = 0

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'WEB'})
  await t.addProject({key: 'APP'})
  maintainer = await t.addPerson({roles: {WEB: 'maintainer'}})
  member = await t.addPerson({roles: {WEB: 'member'}})
})
afterAll(() => t.close())

const newMail = () => `guest${++count}@example.net`

async function inviteBy(client: Client, body: object) {
  return must(await client.post('/invitations', body), 201).body as {id: number; token: string; url: string}
}

function accept(token: string, more: object = {}) {
  const browser = openBrowser(t)
  const body = {token, name: 'Grace Guest', password: goodPassword, ...more}
  return browser.call('POST', '/invitations/accept', body).then((answer) => ({browser, answer}))
}

test('a maintainer invites into their project, and who accepts is signed in with that role', async () => {
  const email = newMail()
  const {token, url} = await inviteBy(maintainer, {email, project: 'web', role: 'reporter'})
  expect(url).toContain(`/invitation#token=${token}`)
  const offer = must(await openBrowser(t).call('GET', `/invitations/accept?token=${token}`), 200).body
  expect(offer).toMatchObject({
    email,
    project: {key: 'WEB'},
    role: 'reporter',
    invitedBy: {id: maintainer.personId},
  })

  const {answer, browser} = await accept(token)
  expect(must(answer, 201).body).toMatchObject({
    person: {email, name: 'Grace Guest'},
    isAdmin: false,
    standings: [{project: 'WEB', standing: 'reporter'}],
  })
  must(await browser.call('GET', '/sessions'), 200)
  must((await accept(token)).answer, 404)
  must(await openBrowser(t).call('GET', `/invitations/accept?token=${token}`), 404)
  must(await openBrowser(t).call('POST', '/session', {email, password: goodPassword}), 201)
})

function idsOf(answer: {body: {items: {id: number}[]}}): number[] {
  return answer.body.items.map(({id}) => id)
}

test('of two that accept at once, one does', async () => {
  const {token} = await inviteBy(t.admin, {})
  const answers = await Promise.all(
    [newMail(), newMail()].map(async (email) => (await accept(token, {email})).answer.status),
  )
  expect(answers.toSorted((a, b) => a - b)).toEqual([201, 404])
})

test.each([
  [{project: 'APP', role: 'viewer'}, 400],
  [{isAdmin: true}, 403],
  [{}, 403],
  [{kind: 'contact'}, 403],
  [{project: 'WEB', role: 'viewer', isAdmin: true}, 403],
  [{project: 'WEB'}, 400],
  [{role: 'viewer'}, 400],
  [{kind: 'contact', isAdmin: true}, 400],
  [{email: 'nonsense', project: 'WEB', role: 'viewer'}, 400],
])('a maintainer who invites with %j is refused with %i', async (body, status) => {
  expect((await maintainer.post('/invitations', body)).status).toBe(status)
})

test('members and visitors invite nobody', async () => {
  expect((await member.post('/invitations', {project: 'WEB', role: 'viewer'})).status).toBe(403)
  expect((await member.get('/invitations')).status).toBe(403)
  expect((await t.anonymous.post('/invitations', {project: 'WEB', role: 'viewer'})).status).toBe(401)
})

test('an administrator invites administrators, and contacts of a customer', async () => {
  const company = must(await t.admin.post('/companies', {name: 'Acme', domains: ['acme.example']}), 201).body
  const root = await inviteBy(t.admin, {email: newMail(), isAdmin: true})
  expect(must((await accept(root.token)).answer, 201).body.isAdmin).toBe(true)

  const contact = await inviteBy(t.admin, {email: 'wile@acme.example', kind: 'contact'})
  const {answer, browser} = await accept(contact.token)
  expect(must(answer, 201).body.person.kind).toBe('contact')
  const me = must(await browser.call('GET', `/people/${answer.body.person.id}`), 200).body
  expect(me.company).toEqual({id: company.id, name: 'Acme'})
  must(await browser.call('GET', '/people'), 403)
})

test('an imported author becomes the owner of what they wrote', async () => {
  const email = newMail()
  const author = must(await t.admin.post('/people', {name: 'grace', email}), 201).body
  const {token} = await inviteBy(maintainer, {email, project: 'WEB', role: 'member'})
  const {answer} = await accept(token)
  expect(must(answer, 201).body.person).toMatchObject({id: author.id, name: 'Grace Guest'})
})

test('through a link that names nobody, no one takes over a known name', async () => {
  const email = newMail()
  must(await t.admin.post('/people', {name: 'grace', email}), 201)
  const {token} = await inviteBy(maintainer, {project: 'WEB', role: 'member'})
  expect((await accept(token)).answer).toMatchObject({status: 400, body: {pointer: '/email'}})
  expect((await accept(token, {email})).answer).toMatchObject({status: 409, body: {pointer: '/email'}})
  must((await accept(token, {email: newMail()})).answer, 201)
})

test('an invitation is for its own mail address, and for somebody without an account', async () => {
  const {email: taken} = await addAccount(t)
  expect(await t.admin.post('/invitations', {email: taken})).toMatchObject({
    status: 409,
    body: {pointer: '/email'},
  })
  const {token} = await inviteBy(t.admin, {email: newMail()})
  must((await accept(token, {email: newMail()})).answer, 403)
  const open = await inviteBy(t.admin, {})
  must((await accept(open.token, {email: taken})).answer, 409)
  expect((await accept(open.token, {email: newMail(), password: 'password123'})).answer).toMatchObject({
    status: 400,
    body: {pointer: '/password'},
  })
})

test('a revoked one, an old one, and those of somebody who was shut out no longer hold', async () => {
  const first = await inviteBy(maintainer, {project: 'WEB', role: 'viewer'})
  const other = await t.addPerson({roles: {APP: 'maintainer'}})
  must(await other.delete(`/invitations/${first.id}`), 404)
  must(await maintainer.delete(`/invitations/${first.id}`), 204)
  must(await maintainer.delete(`/invitations/${first.id}`), 404)
  must((await accept(first.token, {email: newMail()})).answer, 404)

  const old = await inviteBy(maintainer, {project: 'WEB', role: 'viewer'})
  await t.db
    .updateTable('invitation')
    .set({expires_at: new Date(Date.now() - 1)})
    .where('id', '=', old.id)
    .execute()
  must((await accept(old.token, {email: newMail()})).answer, 404)

  const lent = await t.addPerson({roles: {WEB: 'maintainer'}})
  const borrowed = await inviteBy(lent, {project: 'WEB', role: 'maintainer'})
  must(await t.admin.put(`/projects/WEB/members/${lent.personId}`, {role: 'member'}), 200)
  must((await accept(borrowed.token, {email: newMail()})).answer, 404)

  const orphan = await inviteBy(other, {project: 'APP', role: 'maintainer'})
  must(await t.admin.put(`/people/${other.personId}/deactivation`), 204)
  must((await accept(orphan.token, {email: newMail()})).answer, 404)
})

test('a maintainer lists those into their projects, an administrator all, and no list shows a token', async () => {
  const mine = await inviteBy(maintainer, {project: 'WEB', role: 'viewer'})
  const theirs = await inviteBy(t.admin, {project: 'APP', role: 'viewer'})
  const listed = must(await maintainer.get('/invitations?limit=200'), 200)
  expect(idsOf(listed)).toContain(mine.id)
  expect(idsOf(listed)).not.toContain(theirs.id)
  expect(listed.text).not.toContain(mine.token)
  expect(idsOf(must(await t.admin.get('/invitations?limit=200'), 200))).toEqual(
    expect.arrayContaining([mine.id, theirs.id]),
  )
  const page = must(await t.admin.get('/invitations?limit=1'), 200).body
  const next = must(await t.admin.get(`/invitations?limit=1&cursor=${page.nextCursor}`), 200).body
  expect(next.items[0].id).toBeLessThan(page.items[0].id)
})
