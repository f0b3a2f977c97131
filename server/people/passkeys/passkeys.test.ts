import {afterAll, beforeAll, expect, test} from 'vitest'
import {must, startTestApp, type TestApp} from '../../testing/app.ts'
import {addAccount, signIn} from '../testing/add-account.ts'
import {openBrowser, type Browser} from '../testing/browser.ts'
import {createSoftwareAuthenticator, type SoftwareAuthenticator} from '../testing/software-authenticator.ts'

let t: TestApp
const origin = 'https://fettle.example.org'

beforeAll(async () => {
  t = await startTestApp()
})
afterAll(() => t.close())

const here = {host: 'fettle.test:3000', 'sec-fetch-site': 'same-origin'}
const ours = 'http://fettle.test:3000'

async function register(browser: Browser, authenticator: SoftwareAuthenticator, from = ours) {
  const options = must(await browser.call('POST', '/passkeys/options', undefined, here), 200).body
  const response = authenticator.create(options, from)
  return browser.call('POST', '/passkeys', {name: 'Laptop', response}, here)
}

async function enter(
  authenticator: SoftwareAuthenticator,
  {from = ours, isUserVerified = true}: {from?: string; isUserVerified?: boolean} = {},
) {
  const browser = openBrowser(t)
  const options = must(await browser.call('POST', '/sign-in/passkey/options', {}, here), 200).body
  const response = authenticator.get(options, from, {isUserVerified})
  const answer = await browser.call('POST', '/sign-in/passkey/session', {response}, here)
  return {browser, answer, response}
}

test('a passkey is made, signs in without a name, and ends with its removal', async () => {
  const account = await addAccount(t)
  const browser = await signIn(t, account)
  const authenticator = createSoftwareAuthenticator()
  const passkey = must(await register(browser, authenticator), 201).body
  expect(passkey).toMatchObject({name: 'Laptop', lastUsedAt: null})

  const first = await enter(authenticator)
  expect(must(first.answer, 201).body.person.id).toBe(account.personId)
  must(await first.browser.call('GET', '/sessions'), 200)
  const {items} = must(await browser.call('GET', '/passkeys'), 200).body
  expect(items).toEqual([{...passkey, lastUsedAt: expect.any(String)}])

  must(await browser.call('PATCH', `/passkeys/${passkey.id}`, {name: 'Old laptop'}), 200)
  const stranger = await signIn(t, await addAccount(t))
  must(await stranger.call('PATCH', `/passkeys/${passkey.id}`, {name: 'Mine'}), 404)
  must(await stranger.call('DELETE', `/passkeys/${passkey.id}`), 404)
  must(await browser.call('DELETE', `/passkeys/${passkey.id}`), 204)
  must((await enter(authenticator)).answer, 401)
})

test('it counts as two steps, so no code is asked for', async () => {
  const account = await addAccount(t)
  const browser = await signIn(t, account)
  const authenticator = createSoftwareAuthenticator()
  must(await register(browser, authenticator), 201)
  await t.db
    .updateTable('account')
    .set({totp_secret: 'JBSWY3DPEHPK3PXP', totp_confirmed_at: new Date()})
    .where('person_id', '=', account.personId)
    .execute()
  must((await enter(authenticator)).answer, 201)
  must((await enter(authenticator, {isUserVerified: false})).answer, 401)
})

test('an answer works once, and only from our own pages', async () => {
  const browser = await signIn(t, await addAccount(t))
  const authenticator = createSoftwareAuthenticator()
  expect(await register(browser, authenticator, origin)).toMatchObject({
    status: 400,
    body: {pointer: '/response'},
  })
  must(await register(browser, authenticator), 201)
  must((await enter(authenticator, {from: 'https://evil.example.org'})).answer, 401)

  const {answer, response} = await enter(authenticator)
  must(answer, 201)
  must(await openBrowser(t).call('POST', '/sign-in/passkey/session', {response}, here), 401)
})

test('a challenge of ours is needed, of the right kind and for the right person', async () => {
  const browser = await signIn(t, await addAccount(t))
  const other = await signIn(t, await addAccount(t))
  const authenticator = createSoftwareAuthenticator()
  const options = must(await browser.call('POST', '/passkeys/options', undefined, here), 200).body
  const response = authenticator.create(options, ours)
  must(await other.call('POST', '/passkeys', {name: 'x', response}, here), 400)
  const invented = authenticator.create({...options, challenge: 'AAAAAAAAAAAAAAAAAAAAAA'}, ours)
  must(await browser.call('POST', '/passkeys', {name: 'x', response: invented}, here), 400)
  must(await browser.call('POST', '/passkeys', {name: 'x', response: {}}, here), 400)
  must(await register(browser, authenticator), 201)
  expect((await register(browser, authenticator)).status).toBe(409)

  const unknown = await enter(createSoftwareAuthenticator())
  must(unknown.answer, 401)
})

test('a disabled account does not come in by passkey', async () => {
  const account = await addAccount(t)
  const browser = await signIn(t, account)
  const authenticator = createSoftwareAuthenticator()
  must(await register(browser, authenticator), 201)
  must(await t.admin.put(`/people/${account.personId}/deactivation`), 204)
  must((await enter(authenticator)).answer, 401)
})

test('visitors make no passkey', async () => {
  must(await openBrowser(t).call('POST', '/passkeys/options'), 401)
})

test('with an address of its own, the server binds passkeys to that one', async () => {
  const proxied = await startTestApp({environment: {FETTLE_URL: origin}})
  try {
    const options = must(
      await proxied.admin.post('/passkeys/options', undefined, {host: 'inner:3000'}),
      200,
    ).body
    expect(options).toMatchObject({rp: {id: 'fettle.example.org'}, attestation: 'none'})
    const response = createSoftwareAuthenticator().create(options, origin)
    must(await proxied.admin.post('/passkeys', {name: 'Phone', response}, {host: 'inner:3000'}), 201)
  } finally {
    await proxied.close()
  }
})
