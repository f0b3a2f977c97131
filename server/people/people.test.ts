import {afterAll, beforeAll, expect, test} from 'vitest'
import {must, startTestApp, type Client, type TestApp} from '../testing/app.ts'
import {addAccount, signIn} from './testing/add-account.ts'
import {openBrowser} from './testing/browser.ts'

let t: TestApp
let member: Client & {personId: number}
let contact: Client & {personId: number}

beforeAll(async () => {
  t = await startTestApp()
  member = await t.addPerson({name: 'Mia Member'})
  contact = await t.addPerson({name: 'Carl Contact', kind: 'contact'})
})
afterAll(() => t.close())

interface Row {
  id: number
  name: string
  email: string | null
  isDisabled: boolean | null
}

async function listAll(client: Client, query: string): Promise<Row[]> {
  const rows: Row[] = []
  for (let cursor = ''; ;) {
    const {items, nextCursor} = must(await client.get(`/people?${query}${cursor}`), 200).body
    rows.push(...items)
    if (nextCursor === null) return rows
    cursor = `&cursor=${nextCursor}`
  }
}

test('an administrator adds somebody who can be named and cannot sign in', async () => {
  const body = {name: 'Noor Named', email: 'noor@example.net', login: 'noor'}
  const person = must(await t.admin.post('/people', body), 201).body
  expect(person).toMatchObject({...body, kind: 'human', hasAccount: false, account: null})
  expect(await t.admin.post('/people', {name: 'Other', email: 'NOOR@example.net'})).toMatchObject({
    status: 409,
    body: {pointer: '/email'},
  })
  expect(await t.admin.post('/people', {name: 'Other', login: 'Noor'})).toMatchObject({
    status: 409,
    body: {pointer: '/login'},
  })
  expect(await t.admin.post('/people', {name: 'Other', companyId: 999_999})).toMatchObject({
    status: 400,
    body: {pointer: '/companyId'},
  })
  must(await member.post('/people', {name: 'x'}), 403)
  must(await t.anonymous.post('/people', {name: 'x'}), 401)
})

test('people are listed as people sort, page by page, each once', async () => {
  const names = ['zoe 10', 'Zoe 9', 'Äzoe', 'azoe', 'Zoe 9', 'Bzoe']
  for (const name of names) must(await t.admin.post('/people', {name}), 201)
  const rows = await listAll(member, 'q=zoe&limit=2')
  expect(rows.map(({name}) => name)).toEqual(['azoe', 'Äzoe', 'Bzoe', 'Zoe 9', 'Zoe 9', 'zoe 10'])
  expect(new Set(rows.map(({id}) => id)).size).toBe(names.length)
})

test('each word must be there, and signs of patterns are plain signs', async () => {
  must(await t.admin.post('/people', {name: 'Percy 100% Sure'}), 201)
  expect((await listAll(member, 'q=sure+perc')).map(({name}) => name)).toEqual(['Percy 100% Sure'])
  expect(await listAll(member, 'q=sure+nobody')).toEqual([])
  expect((await listAll(member, `q=${encodeURIComponent('0%')}`)).map(({name}) => name)).toEqual([
    'Percy 100% Sure',
  ])
  expect(await listAll(member, 'q=Percy_100')).toEqual([])
  must(await member.get('/people?cursor=nonsense'), 400)
})

test('mail addresses are for administrators and whom they belong to, also in the search', async () => {
  const found = await listAll(member, 'q=mia')
  expect(found).toMatchObject([{id: member.personId, email: expect.stringContaining('@')}])
  expect((await listAll(member, 'q=Ada'))[0]?.email).toBeNull()
  expect((await listAll(t.admin, 'q=mia'))[0]?.email).toContain('@')
  expect(await listAll(member, 'q=noor@example.net')).toEqual([])
  expect(await listAll(t.admin, 'q=noor@example.net')).toHaveLength(1)

  const own = must(await member.get(`/people/${member.personId}`), 200).body
  expect(own.account).toMatchObject({isAdmin: false, hasPassword: false})
  const other = must(await member.get(`/people/${t.admin.personId}`), 200).body
  expect(other).toMatchObject({email: null, account: null, hasAccount: true})
})

test('whether an account is disabled is told to administrators alone', async () => {
  const {personId} = await t.addPerson({name: 'Dora Disabled'})
  const path = `/people/${personId}/deactivation`
  const seenBy = async (client: Client) => (await listAll(client, 'q=dora'))[0]?.isDisabled
  expect(await seenBy(t.admin)).toBe(false)
  must(await t.admin.put(path), 204)
  expect(await seenBy(t.admin)).toBe(true)
  expect(must(await t.admin.get(`/people/${personId}`), 200).body.isDisabled).toBe(true)
  expect(await seenBy(member)).toBeNull()
  must(await t.admin.delete(path), 204)
  expect(await seenBy(t.admin)).toBe(false)

  must(await t.admin.post('/people', {name: 'Nora Nameable'}), 201)
  expect((await listAll(t.admin, 'q=nora'))[0]?.isDisabled).toBeNull()
})

test('to contacts and visitors people are hidden', async () => {
  must(await contact.get('/people'), 403)
  must(await contact.get(`/people/${member.personId}`), 404)
  must(await contact.patch(`/people/${member.personId}`, {name: 'x'}), 404)
  must(await contact.get(`/people/${contact.personId}`), 200)
  must(await contact.get('/companies'), 403)
  must(await t.anonymous.get('/people'), 401)
  must(await member.get('/people/999999'), 404)
})

test('people change their own name and language, an administrator the rest', async () => {
  const path = `/people/${member.personId}`
  const changed = must(await member.patch(path, {name: 'Mia Mueller', locale: 'de'}), 200).body
  expect(changed).toMatchObject({name: 'Mia Mueller', account: {locale: 'de'}})
  expect((await member.get('/session')).body.locale).toBe('de')
  must(await member.patch(path, {email: 'mia@example.net'}), 403)
  must(await member.patch(path, {kind: 'bot'}), 403)
  must(await member.patch(`/people/${contact.personId}`, {name: 'x'}), 403)
  must(await t.admin.patch(path, {email: 'mia@example.net', login: 'mia'}), 200)
  must(await t.admin.patch(path, {email: 'mia@example.net', login: 'mia'}), 200)
  expect(await t.admin.patch(path, {email: null})).toMatchObject({status: 400, body: {pointer: '/email'}})

  const events = must(await t.admin.get(`/audit-log?kind=person.changed&person=${member.personId}`), 200).body
  expect(events.items).toHaveLength(2)
  expect(events.items[0].detail.changes.email.to).toBe('mia@example.net')
})

test('a changed mail address is the one to sign in with', async () => {
  const account = await addAccount(t)
  must(await t.admin.patch(`/people/${account.personId}`, {email: 'moved@example.net'}), 200)
  must(await openBrowser(t).call('POST', '/session', {email: account.email, password: account.password}), 401)
  await signIn(t, {...account, email: 'moved@example.net'})
  const taken = await t.admin.patch(`/people/${member.personId}`, {email: 'MOVED@example.net'})
  expect(taken.status).toBe(409)
})

test('an archived person leaves the lists and can no longer sign in', async () => {
  const account = await addAccount(t)
  const browser = await signIn(t, account)
  const path = `/people/${account.personId}/archive`
  must(await member.put(path), 403)
  must(await t.admin.put(path), 204)
  must(await t.admin.put(path), 204)
  must(await browser.call('GET', '/people'), 401)
  const name = (await t.admin.get(`/people/${account.personId}`)).body.name as string
  expect(await listAll(t.admin, `q=${encodeURIComponent(name)}`)).toEqual([])
  expect(await listAll(t.admin, `archived=true&q=${encodeURIComponent(name)}`)).toHaveLength(1)

  must(await t.admin.delete(path), 204)
  must(await t.admin.delete(`/people/${account.personId}/deactivation`), 204)
  await signIn(t, account)
  const log = must(await t.admin.get(`/audit-log?person=${account.personId}`), 200).body.items
  expect(
    log.map(({kind}: {kind: string}) => kind).filter((kind: string) => kind.startsWith('person')),
  ).toEqual(['person.unarchived', 'person.archived'])
})

test('rights of an administrator come and go at once, and never with the last one', async () => {
  const account = await addAccount(t)
  const browser = await signIn(t, account)
  const path = `/people/${account.personId}/administrator`
  must(await browser.call('PUT', path), 403)
  must(await browser.call('GET', '/audit-log'), 403)
  must(await t.admin.put(path), 204)
  must(await t.admin.put(path), 204)
  must(await browser.call('GET', '/audit-log'), 200)
  must(await t.admin.delete(path), 204)
  must(await browser.call('GET', '/audit-log'), 403)
  must(await t.admin.put(`/people/${contact.personId}/administrator`), 409)

  const last = t.admin.personId
  must(await t.admin.delete(`/people/${last}/administrator`), 409)
  must(await t.admin.put(`/people/${last}/deactivation`), 409)
  must(await t.admin.put(`/people/${last}/archive`), 409)
  must(await t.admin.get('/audit-log'), 200)
})

test('two administrators who remove each other at once leave one', async () => {
  const other = await t.addPerson({isAdmin: true})
  const answers = await Promise.all([
    t.admin.delete(`/people/${other.personId}/administrator`),
    other.delete(`/people/${t.admin.personId}/administrator`),
  ])
  expect(answers.map(({status}) => status).toSorted((a, b) => a - b)).not.toEqual([204, 204])
  const left = await t.db.selectFrom('account').select('person_id').where('is_admin', '=', true).execute()
  expect(left).toHaveLength(1)
  await t.db
    .updateTable('account')
    .set({is_admin: true})
    .where('person_id', '=', t.admin.personId ?? 0)
    .execute()
  t.services.signals.rightsChanged()
})

test('companies are made, changed and deleted by administrators', async () => {
  const acme = must(await t.admin.post('/companies', {name: 'Acme', domains: ['ACME.example']}), 201).body
  expect(acme.domains).toEqual(['acme.example'])
  must(await t.admin.post('/companies', {name: 'acme'}), 409)
  must(await member.post('/companies', {name: 'Mine'}), 403)
  must(await t.admin.post('/companies', {name: 'Äpfel'}), 201)
  const listed = must(await member.get('/companies?limit=1'), 200).body
  const rest = must(await member.get(`/companies?limit=1&cursor=${listed.nextCursor}`), 200).body
  expect([listed.items[0].name, rest.items[0].name]).toEqual(['Acme', 'Äpfel'])
  expect((await member.get('/companies?q=CM')).body.items).toHaveLength(1)

  const person = must(await t.admin.post('/people', {name: 'Wile', companyId: acme.id}), 201).body
  must(await t.admin.patch(`/companies/${acme.id}`, {name: 'Acme Corp'}), 200)
  must(await t.admin.patch(`/companies/${acme.id}`, {name: 'Acme Corp'}), 200)
  expect((await member.get(`/people/${person.id}`)).body.company).toEqual({id: acme.id, name: 'Acme Corp'})
  must(await member.delete(`/companies/${acme.id}`), 403)
  must(await t.admin.delete(`/companies/${acme.id}`), 204)
  must(await t.admin.delete(`/companies/${acme.id}`), 404)
  must(await member.get(`/companies/${acme.id}`), 404)
  expect((await member.get(`/people/${person.id}`)).body.company).toBeNull()
  const log = must(await t.admin.get('/audit-log?kind=company.c'), 200).body.items
  expect(log.map(({kind}: {kind: string}) => kind)).toEqual([
    'company.changed',
    'company.created',
    'company.created',
  ])
})

test('the audit log is for administrators, filtered and in pages', async () => {
  must(await member.get('/audit-log'), 403)
  must(await t.anonymous.get('/audit-log'), 401)
  const account = await addAccount(t)
  const from = new Date().toISOString()
  await signIn(t, account)
  await signIn(t, account)
  const path = `/audit-log?kind=account.signedIn&person=${account.personId}`
  const all = must(await t.admin.get(path), 200).body.items
  expect(all).toHaveLength(2)
  expect(all[0]).toMatchObject({
    via: 'web',
    actor: null,
    about: {id: account.personId},
    detail: {method: 'password', address: expect.stringMatching(/^198\.51\./)},
  })
  const page = must(await t.admin.get(`${path}&limit=1`), 200).body
  const next = must(await t.admin.get(`${path}&limit=1&cursor=${page.nextCursor}`), 200).body
  expect([...page.items, ...next.items]).toEqual(all)
  expect(next.nextCursor).toBeNull()
  expect((await t.admin.get(`${path}&from=${from}`)).body.items).toHaveLength(2)
  expect((await t.admin.get(`${path}&to=${from}`)).body.items).toEqual([])
  must(await t.admin.get('/audit-log?from=yesterday'), 400)
})
