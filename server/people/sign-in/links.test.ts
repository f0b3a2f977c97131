import {sql} from 'kysely'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {must, startTestApp, type TestApp} from '../../testing/app.ts'
import {addAccount, goodPassword, signIn} from '../testing/add-account.ts'
import {openBrowser} from '../testing/browser.ts'
import {startSmtpSink, type SmtpSink} from '../testing/smtp-sink.ts'
import {systemContext} from '../../core/system-context.ts'
import {issueToken} from './one-time-tokens.ts'
import {sendLink} from './send-link.ts'

let sink: SmtpSink
let t: TestApp

beforeAll(async () => {
  sink = await startSmtpSink()
  t = await startTestApp({
    jobs: true,
    environment: {FETTLE_SMTP_URL: sink.url, FETTLE_URL: 'http://fettle.example.org'},
  })
})
afterAll(async () => {
  await t.close()
  await sink.close()
})

async function nextLink(email: string, path: string): Promise<string> {
  await expect.poll(() => sink.mails.some(({to}) => to === email), {timeout: 10_000}).toBe(true)
  const [mail] = sink.mails.splice(
    sink.mails.findIndex(({to}) => to === email),
    1,
  )
  const token = new RegExp(`http://fettle\\.example\\.org${path}#token=([\\w-]{43})`).exec(
    mail?.text ?? '',
  )?.[1]
  if (token === undefined) throw new Error(`No link in: ${mail?.text}`)
  return token
}

const evil = {host: 'evil.example.org', 'sec-fetch-site': 'same-origin'}

test('a magic link comes by mail, leads to us whatever the request says, and signs in once', async () => {
  const account = await addAccount(t)
  const browser = openBrowser(t)
  expect((await browser.call('GET', '/session')).body).toMatchObject({
    canMail: true,
    methods: ['password', 'passkey', 'magicLink'],
  })
  must(await browser.call('POST', '/sign-in/magic-link', {email: account.email}, evil), 202)
  const token = await nextLink(account.email, '/sign-in/link')

  must(await browser.call('POST', '/sign-in/magic-link/session', {token}), 201)
  must(await browser.call('GET', '/sessions'), 200)
  must(await openBrowser(t).call('POST', '/sign-in/magic-link/session', {token}), 401)
})

test('of two that follow a link at once, one signs in', async () => {
  const account = await addAccount(t)
  const token = await issueToken(
    t.db,
    {now: () => new Date()},
    {
      purpose: 'magicLink',
      personId: account.personId,
      minutes: 15,
    },
  )
  const answers = await Promise.all(
    [1, 2, 3].map(() => openBrowser(t).call('POST', '/sign-in/magic-link/session', {token})),
  )
  expect(answers.map(({status}) => status).toSorted((a, b) => a - b)).toEqual([201, 401, 401])
})

test('a link that is too old, for something else or of a disabled account does not sign in', async () => {
  const account = await addAccount(t)
  const long = {now: () => new Date(Date.now() - 16 * 60_000)}
  const now = {now: () => new Date()}
  const {personId} = account
  const old = await issueToken(t.db, long, {purpose: 'magicLink', personId, minutes: 15})
  const other = await issueToken(t.db, now, {purpose: 'passwordReset', personId, minutes: 15})
  const good = await issueToken(t.db, now, {purpose: 'magicLink', personId, minutes: 15})
  must(await t.admin.put(`/people/${personId}/deactivation`), 204)
  must(await t.admin.delete(`/people/${personId}/deactivation`), 204)
  for (const token of [old, other, good])
    must(await openBrowser(t).call('POST', '/sign-in/magic-link/session', {token}), 401)
})

test('who is unknown gets the same answer, and no mail', async () => {
  const known = await addAccount(t)
  const browser = openBrowser(t)
  const answers = [
    await browser.call('POST', '/sign-in/magic-link', {email: 'nobody@example.org'}),
    await browser.call('POST', '/sign-in/magic-link', {email: known.email}),
  ]
  expect(answers.map(({status, text}) => [status, text])).toEqual([
    [202, answers[0]?.text],
    [202, answers[0]?.text],
  ])
  await nextLink(known.email, '/sign-in/link')
  expect(sink.mails.filter(({to}) => to === 'nobody@example.org')).toEqual([])
})

test('one mail address gets five mails in a quarter of an hour', async () => {
  const email = 'flooded@example.org'
  for (let n = 0; n < 5; n++) must(await openBrowser(t).call('POST', '/password-resets', {email}), 202)
  must(await openBrowser(t).call('POST', '/password-resets', {email}), 429)
})

test('a password is set anew by a link, which ends every session and every other link', async () => {
  const account = await addAccount(t)
  const there = await signIn(t, account)
  const browser = openBrowser(t)
  must(await browser.call('POST', '/password-resets', {email: account.email}), 202)
  const token = await nextLink(account.email, '/reset-password')
  must(await browser.call('POST', '/password-resets', {email: account.email}), 202)
  const second = await nextLink(account.email, '/reset-password')

  const weak = await browser.call('PUT', '/password-resets', {token, password: 'password123'})
  expect(weak).toMatchObject({status: 400, body: {pointer: '/password'}})
  const password = 'a brook in autumn'
  must(await browser.call('PUT', '/password-resets', {token, password}), 204)
  must(await browser.call('PUT', '/password-resets', {token, password}), 401)
  must(await browser.call('PUT', '/password-resets', {token: second, password}), 401)
  must(await there.call('GET', '/sessions'), 401)
  must(await browser.call('POST', '/session', {email: account.email, password: goodPassword}), 401)
  must(await browser.call('POST', '/session', {email: account.email, password}), 201)
})

test('a queued mail holds no token, and one that waited too long is not sent', async () => {
  const account = await addAccount(t)
  const idle = await startTestApp({environment: {FETTLE_SMTP_URL: sink.url}})
  try {
    must(await openBrowser(idle).call('POST', '/sign-in/magic-link', {email: account.email}), 202)
    const {rows} = await sql<{payload: object}>`
      select payload from graphile_worker._private_jobs`.execute(idle.db)
    expect(rows.map(({payload}) => Object.keys(payload).toSorted())).toEqual([
      ['askedAt', 'email', 'purpose'],
    ])
  } finally {
    await idle.close()
  }
  const askedAt = new Date(Date.now() - 16 * 60_000).toISOString()
  await sendLink(await systemContext(t, t.app.log), {purpose: 'magicLink', email: account.email, askedAt})
  const askedNow = new Date().toISOString()
  await sendLink(await systemContext(t, t.app.log), {
    purpose: 'magicLink',
    email: account.email,
    askedAt: askedNow,
  })
  expect(sink.mails.filter(({to}) => to === account.email)).toHaveLength(1)
  const log = must(await t.admin.get(`/audit-log?person=${account.personId}`), 200).body.items
  expect(log.map(({kind}: {kind: string}) => kind)).toContain('account.linkSent')
})

test('without a mail server the doors say so, and an administrator makes the link', async () => {
  const plain = await startTestApp()
  try {
    const account = await addAccount(plain)
    const browser = openBrowser(plain)
    for (const path of ['/sign-in/magic-link', '/password-resets']) {
      const answer = await browser.call('POST', path, {email: account.email})
      expect(answer).toMatchObject({
        status: 503,
        body: {code: 'unavailable', detail: expect.stringMatching(/no mail server is set/)},
      })
    }
    const member = await plain.addPerson()
    must(await member.post(`/people/${account.personId}/reset-link`), 403)
    const {token, url} = must(await plain.admin.post(`/people/${account.personId}/reset-link`), 201).body
    expect(url).toContain(`/reset-password#token=${token}`)
    must(await browser.call('PUT', '/password-resets', {token, password: 'a brook in winter'}), 204)
  } finally {
    await plain.close()
  }
})
