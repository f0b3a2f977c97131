import {Secret, TOTP} from 'otpauth'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {must, startTestApp, type TestApp} from '../../testing/app.ts'
import {issueToken} from '../sign-in/one-time-tokens.ts'
import {addAccount, signIn, type TestAccount} from '../testing/add-account.ts'
import {openBrowser, type Browser} from '../testing/browser.ts'

let t: TestApp

beforeAll(async () => {
  t = await startTestApp()
})
afterAll(() => t.close())

interface Holder {
  account: TestAccount
  browser: Browser
  secret: string
  recoveryCodes: string[]
}

/** The code of some steps from now: each works once, so a test takes one after the other. */
function codeOf(secret: string, steps: number): string {
  return TOTP.generate({secret: Secret.fromBase32(secret), timestamp: Date.now() + steps * 30_000})
}

async function setUp(): Promise<Holder> {
  const account = await addAccount(t)
  const browser = await signIn(t, account)
  const {secret, uri} = must(await browser.call('POST', '/totp'), 201).body
  expect(uri).toContain(`secret=${secret}`)
  const code = codeOf(secret, -1)
  const {recoveryCodes} = must(await browser.call('PUT', '/totp', {code}), 200).body
  return {account, browser, secret, recoveryCodes}
}

function enter({email, password}: TestAccount, more: object = {}) {
  return openBrowser(t).call('POST', '/session', {email, password, ...more})
}

test('a wrong code confirms nothing', async () => {
  const account = await addAccount(t)
  const browser = await signIn(t, account)
  must(await browser.call('PUT', '/totp', {code: '123456'}), 409)
  const {secret} = must(await browser.call('POST', '/totp'), 201).body
  const wrong = codeOf(secret, 40)
  expect(await browser.call('PUT', '/totp', {code: wrong})).toMatchObject({
    status: 400,
    body: {pointer: '/code'},
  })
  must(await enter(account), 201)
})

test('the password alone is no longer enough, and a code works once', async () => {
  const {account, browser, secret} = await setUp()
  expect(await enter(account)).toMatchObject({status: 401, body: {needs: 'totp'}})
  must(await browser.call('POST', '/totp'), 409)

  const code = codeOf(secret, 0)
  must(await enter(account, {totp: code}), 201)
  expect(await enter(account, {totp: code})).toMatchObject({status: 401, body: {needs: 'totp'}})
  must(await enter(account, {totp: codeOf(secret, 1)}), 201)
  const late = await enter({...account, password: 'wrong password'}, {totp: codeOf(secret, 1)})
  expect(late.body.needs).toBeUndefined()
})

test('of two that send one code at once, one signs in', async () => {
  const {account, secret} = await setUp()
  const totp = codeOf(secret, 0)
  const answers = await Promise.all([enter(account, {totp}), enter(account, {totp})])
  expect(answers.map(({status}) => status).toSorted((a, b) => a - b)).toEqual([201, 401])
})

test('ten recovery codes work once each, and new ones replace them', async () => {
  const {account, browser, recoveryCodes} = await setUp()
  expect(new Set(recoveryCodes).size).toBe(10)
  const [first = '', second = ''] = recoveryCodes
  must(await enter(account, {recoveryCode: first}), 201)
  must(await enter(account, {recoveryCode: first}), 401)
  must(await enter(account, {recoveryCode: second.toUpperCase().replace('-', ' ')}), 201)
  const me = must(await browser.call('GET', `/people/${account.personId}`), 200).body
  expect(me.account).toMatchObject({hasTotp: true, recoveryCodesLeft: 8})

  const fresh = must(await browser.call('POST', '/recovery-codes'), 201).body.recoveryCodes as string[]
  must(await enter(account, {recoveryCode: recoveryCodes[2]}), 401)
  must(await enter(account, {recoveryCode: fresh[0]}), 201)
  const {rows} = await t.db
    .selectFrom('recovery_code')
    .selectAll()
    .where('person_id', '=', account.personId)
    .execute()
    .then((rows) => ({rows}))
  expect(JSON.stringify(rows)).not.toContain(fresh[1])
})

test('a magic link asks for the code too, and stays good until it is given', async () => {
  const {account, secret} = await setUp()
  const token = await issueToken(
    t.db,
    {now: () => new Date()},
    {
      purpose: 'magicLink',
      personId: account.personId,
      minutes: 15,
    },
  )
  const follow = (more: object = {}) =>
    openBrowser(t).call('POST', '/sign-in/magic-link/session', {token, ...more})
  expect(await follow()).toMatchObject({status: 401, body: {needs: 'totp'}})
  expect(await follow({totp: '000000'})).toMatchObject({status: 401, body: {needs: 'totp'}})
  must(await follow({totp: codeOf(secret, 0)}), 201)
  must(await follow({totp: codeOf(secret, 1)}), 401)
})

test('guessing codes locks the account', async () => {
  const {account, secret} = await setUp()
  for (let n = 0; n < 10; n++) must(await enter(account, {recoveryCode: `guess-${n}`}), 401)
  must(await enter(account, {totp: codeOf(secret, 0)}), 429)
})

test('removing it takes the password or a code, and an administrator can for who lost both', async () => {
  const {account, browser, secret} = await setUp()
  must(await browser.call('DELETE', '/totp', {}), 400)
  must(await browser.call('DELETE', '/totp', {password: 'wrong password'}), 400)
  must(await browser.call('DELETE', '/totp', {code: codeOf(secret, 30)}), 400)
  must(await browser.call('DELETE', '/totp', {code: codeOf(secret, 0)}), 204)
  must(await browser.call('DELETE', '/totp', {password: account.password}), 404)
  must(await enter(account), 201)

  const lost = await setUp()
  must(await browser.call('DELETE', `/people/${lost.account.personId}/second-step`), 403)
  must(await t.admin.delete(`/people/${lost.account.personId}/second-step`), 204)
  must(await t.admin.delete(`/people/${lost.account.personId}/second-step`), 404)
  must(await enter(lost.account), 201)
})

test('neither the secret nor a code is in any event', async () => {
  const {secret, recoveryCodes} = await setUp()
  const text = JSON.stringify(await t.db.selectFrom('event').select('payload').execute())
  expect(text).toContain('"credential":"totp"')
  for (const hidden of [secret, ...recoveryCodes]) expect(text).not.toContain(hidden)
})
