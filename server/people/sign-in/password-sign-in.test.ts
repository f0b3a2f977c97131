import {afterAll, beforeAll, expect, test} from 'vitest'
import {hash} from '@node-rs/argon2'
import {must, startTestApp, type TestApp} from '../../testing/app.ts'
import {addAccount, goodPassword, signIn, type TestAccount} from '../testing/add-account.ts'
import {openBrowser} from '../testing/browser.ts'

let t: TestApp

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'WEB', visibility: 'internal'})
})
afterAll(() => t.close())

const wrong = 'not the right password'

async function eventsOf(personId: number | null, kind: string) {
  const {items} = must(await t.admin.get(`/audit-log?kind=${kind}&limit=200`), 200).body
  return (items as {about: {id: number} | null; detail: Record<string, unknown>}[]).filter(
    ({about}) => (about?.id ?? null) === personId,
  )
}

test('signs in, is known by the cookie, and signs out', async () => {
  const account = await addAccount(t)
  const browser = openBrowser(t)
  const before = must(await browser.call('GET', '/session'), 200).body
  expect(before).toMatchObject({person: null, canMail: false, needsFirstAdministrator: false})
  expect(before.methods).toEqual(['password', 'passkey'])

  const signedIn = must(await browser.call('POST', '/session', credentialsOf(account)), 201)
  expect(signedIn.body).toMatchObject({
    person: {id: account.personId, email: account.email},
    isAdmin: false,
    scope: 'admin',
    standings: [{project: 'WEB', standing: 'viewer'}],
  })
  expect(browser.setCookies[0]).toMatch(
    /^fettle=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
  )
  expect((await browser.call('GET', '/session')).body.person.id).toBe(account.personId)
  expect(signedIn.text).not.toContain(browser.cookie)

  const stolen = browser.cookie
  must(await browser.call('DELETE', '/session'), 204)
  expect(browser.cookie).toBeUndefined()
  browser.cookie = stolen
  expect((await browser.call('GET', '/session')).body.person).toBeNull()
  must(await browser.call('DELETE', '/session'), 204)
})

test('behind TLS the cookie is Secure and bound to the host', async () => {
  const secure = await startTestApp({environment: {FETTLE_URL: 'https://fettle.example.org'}})
  try {
    const browser = openBrowser(secure)
    must(await browser.call('POST', '/session', credentialsOf(await addAccount(secure))), 201)
    expect(browser.setCookies[0]).toMatch(/^__Host-fettle=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  } finally {
    await secure.close()
  }
})

test('an unknown mail address and a wrong password get the same answer', async () => {
  const account = await addAccount(t)
  const answers = await Promise.all([
    openBrowser(t).call('POST', '/session', {email: account.email, password: wrong}),
    openBrowser(t).call('POST', '/session', {email: 'nobody@example.org', password: wrong}),
    openBrowser(t).call('POST', '/session', {email: 'no address', password: wrong}),
  ])
  const seen = answers.map(({status, body: {requestId: _id, ...body}}) => ({status, body}))
  expect(seen[0]).toMatchObject({status: 401, body: {code: 'unauthenticated'}})
  expect(seen[1]).toEqual(seen[0])
  expect(seen[2]).toEqual(seen[0])
  expect(await eventsOf(account.personId, 'account.signInFailed')).toHaveLength(1)
  expect((await eventsOf(null, 'account.signInFailed')).length).toBeGreaterThan(0)
})

test('ten failures in a row lock, also for the right password and for who is unknown', async () => {
  const account = await addAccount(t)
  for (const email of [account.email, 'stranger@example.org']) {
    const browser = openBrowser(t)
    for (let n = 1; n <= 10; n++)
      must(await browser.call('POST', '/session', {email, password: `${wrong} ${n}`}), 401)
    const locked = await browser.call('POST', '/session', {email, password: goodPassword})
    expect(locked).toMatchObject({status: 429, body: {detail: expect.stringMatching(/try again in 15 min/)}})
  }
  expect(await eventsOf(account.personId, 'account.locked')).toHaveLength(1)
  expect(await eventsOf(account.personId, 'account.signInFailed')).toHaveLength(11)

  must(await t.admin.delete(`/people/${account.personId}/lock`), 204)
  must(await openBrowser(t).call('POST', '/session', credentialsOf(account)), 201)
})

test('guesses sent at once are counted one by one', async () => {
  const account = await addAccount(t)
  const guesses = Array.from({length: 16}, (_, n) =>
    openBrowser(t).call('POST', '/session', {email: account.email, password: `${wrong} ${n}`}),
  )
  const statuses = (await Promise.all(guesses)).map(({status}) => status)
  expect(statuses.filter((status) => status === 401)).toHaveLength(10)
  expect(statuses.filter((status) => status === 429)).toHaveLength(6)
})

test('a success in between starts the count anew', async () => {
  const account = await addAccount(t)
  const browser = openBrowser(t)
  for (let n = 1; n <= 9; n++)
    must(await browser.call('POST', '/session', {email: account.email, password: wrong}), 401)
  must(await browser.call('POST', '/session', credentialsOf(account)), 201)
  must(await browser.call('POST', '/session', {email: account.email, password: wrong}), 401)
  must(await browser.call('POST', '/session', credentialsOf(account)), 201)
})

test('one address has a limit over all accounts', async () => {
  const address = '203.0.113.77'
  for (let n = 0; n < 100; n++) t.services.signIn.admit(address)
  const account = await addAccount(t)
  const answer = await openBrowser(t, address).call('POST', '/session', credentialsOf(account))
  expect(answer).toMatchObject({status: 429, body: {code: 'tooMany'}})
  must(await openBrowser(t).call('POST', '/session', credentialsOf(account)), 201)
})

test('a disabled account cannot sign in, and the answer does not say why', async () => {
  const account = await addAccount(t)
  must(await t.admin.put(`/people/${account.personId}/deactivation`), 204)
  const refused = await openBrowser(t).call('POST', '/session', credentialsOf(account))
  const unknown = await openBrowser(t).call('POST', '/session', {email: 'x@example.org', password: wrong})
  expect(refused.status).toBe(401)
  expect(refused.body.detail).toBe(unknown.body.detail)
})

test('an older hash is made anew at sign-in', async () => {
  const account = await addAccount(t)
  const weak = await hash(goodPassword, {memoryCost: 8192, timeCost: 1, parallelism: 1})
  await t.db
    .updateTable('account')
    .set({password_hash: weak})
    .where('person_id', '=', account.personId)
    .execute()
  await signIn(t, account)
  const {password_hash} = await t.db
    .selectFrom('account')
    .select('password_hash')
    .where('person_id', '=', account.personId)
    .executeTakeFirstOrThrow()
  expect(password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  await signIn(t, account)
})

test('lists sessions with their device, ends one, and all', async () => {
  const account = await addAccount(t)
  const here = await signIn(t, account)
  const there = await signIn(t, account)
  const {items} = must(await here.call('GET', '/sessions'), 200).body
  expect(items).toHaveLength(2)
  expect(items.map(({isCurrent}: {isCurrent: boolean}) => isCurrent).toSorted()).toEqual([false, true])
  expect(items[0]).toMatchObject({device: 'Firefox on Linux', address: expect.stringMatching(/^198\.51\./)})

  const other = items.find(({isCurrent}: {isCurrent: boolean}) => !isCurrent).id
  const stranger = await signIn(t, await addAccount(t))
  must(await stranger.call('DELETE', `/sessions/${other}`), 404)
  must(await here.call('DELETE', `/sessions/${other}`), 204)
  must(await here.call('DELETE', `/sessions/${other}`), 404)
  must(await there.call('GET', '/sessions'), 401)

  must(await here.call('DELETE', '/sessions'), 204)
  must(await openBrowser(t).call('GET', '/sessions'), 401)
  expect(
    await t.db.selectFrom('session').select('id').where('person_id', '=', account.personId).execute(),
  ).toEqual([])
})

test('changing the password ends the other sessions and keeps this one', async () => {
  const account = await addAccount(t)
  const here = await signIn(t, account)
  const there = await signIn(t, account)
  const next = 'another river, in July'
  expect(await here.call('PUT', '/password', {current: wrong, new: next})).toMatchObject({
    status: 400,
    body: {pointer: '/current'},
  })
  expect((await here.call('PUT', '/password', {new: next})).status).toBe(400)
  expect(await here.call('PUT', '/password', {current: goodPassword, new: 'short'})).toMatchObject({
    status: 400,
    body: {pointer: '/new'},
  })
  must(await here.call('PUT', '/password', {current: goodPassword, new: next}), 204)
  must(await here.call('GET', '/sessions'), 200)
  must(await there.call('GET', '/sessions'), 401)
  must(await openBrowser(t).call('POST', '/session', credentialsOf(account)), 401)
  must(await openBrowser(t).call('POST', '/session', {email: account.email, password: next}), 201)
  expect(await eventsOf(account.personId, 'account.credentialChanged')).toHaveLength(1)
})

test('a session is prolonged by use, at most once an hour', async () => {
  const account = await addAccount(t)
  const browser = await signIn(t, account)
  const read = () =>
    t.db
      .selectFrom('session')
      .select(['expires_at', 'last_seen_at'])
      .where('person_id', '=', account.personId)
      .executeTakeFirstOrThrow()
  const early = new Date(Date.now() - 5 * 86_400_000)
  const ending = new Date(Date.now() + 25 * 86_400_000)
  await t.db
    .updateTable('session')
    .set({last_seen_at: early, expires_at: ending})
    .where('person_id', '=', account.personId)
    .execute()
  await browser.call('GET', '/session')
  await t.services.credentialUse.flush()
  const prolonged = await read()
  expect(prolonged.expires_at.getTime()).toBeGreaterThan(Date.now() + 29 * 86_400_000)

  await browser.call('GET', '/session')
  await t.services.credentialUse.flush()
  expect(await read()).toEqual(prolonged)

  await t.db
    .updateTable('session')
    .set({expires_at: new Date(Date.now() - 1000)})
    .where('person_id', '=', account.personId)
    .execute()
  t.services.signals.rightsChanged()
  must(await browser.call('GET', '/sessions'), 401)
})

test('no password, token or hash is in any event', async () => {
  const browser = await signIn(t, await addAccount(t))
  const events = await t.db.selectFrom('event').select('payload').execute()
  const text = JSON.stringify(events)
  for (const secret of [goodPassword, wrong, browser.cookie ?? '-', 'argon2'])
    expect(text).not.toContain(secret)
})

function credentialsOf({email, password}: TestAccount) {
  return {email, password}
}
