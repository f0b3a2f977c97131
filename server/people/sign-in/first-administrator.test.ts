import {afterEach, beforeEach, expect, test} from 'vitest'
import type {Context} from '../../core/context.ts'
import {systemContext} from '../../core/system-context.ts'
import {must, startTestApp, type TestApp} from '../../testing/app.ts'
import {goodPassword} from '../testing/add-account.ts'
import {openBrowser} from '../testing/browser.ts'
import {createFirstAdministrator, issueFirstAdministratorLink} from './first-administrator.ts'

let t: TestApp
let ctx: Context

beforeEach(async () => {
  t = await startTestApp()
  // The tests' own administrator would stand in the way.
  await t.db.deleteFrom('account').execute()
  t.services.signals.rightsChanged()
  ctx = await systemContext(t, t.app.log)
})
afterEach(() => t.close())

function follow(token: string, email = 'ada@example.org') {
  const browser = openBrowser(t)
  const body = {token, name: 'Ada Lovelace', email, password: goodPassword}
  return browser.call('POST', '/first-administrator', body).then((answer) => ({answer, browser}))
}

test('the link makes the first administrator, once', async () => {
  expect((await openBrowser(t).call('GET', '/session')).body.needsFirstAdministrator).toBe(true)
  const token = await issueFirstAdministratorLink(ctx)
  const {answer, browser} = await follow(token)
  expect(must(answer, 201).body).toMatchObject({
    person: {name: 'Ada Lovelace'},
    isAdmin: true,
    needsFirstAdministrator: false,
  })
  must(await browser.call('GET', '/audit-log'), 200)
  expect((await openBrowser(t).call('GET', '/session')).body.needsFirstAdministrator).toBe(false)
  must((await follow(token, 'eve@example.org')).answer, 401)
  await expect(issueFirstAdministratorLink(ctx)).rejects.toMatchObject({code: 'conflict'})
})

test('of several who follow it at once, one becomes the administrator', async () => {
  const token = await issueFirstAdministratorLink(ctx)
  const answers = await Promise.all(
    ['ada', 'bob', 'eve', 'mallory'].map((name) => follow(token, `${name}@example.org`)),
  )
  expect(answers.map(({answer}) => answer.status).toSorted((a, b) => a - b)).toEqual([201, 401, 401, 401])
  expect(await t.db.selectFrom('account').select('person_id').execute()).toHaveLength(1)
})

test('a scripted start and the link at once make one administrator', async () => {
  const token = await issueFirstAdministratorLink(ctx)
  const scripted = (email: string) =>
    createFirstAdministrator(ctx, {name: 'Root', email, password: goodPassword}).then(
      () => 201,
      (error: {code: string}) => error.code,
    )
  const results = await Promise.all([
    scripted('root@example.org'),
    scripted('root2@example.org'),
    follow(token).then(({answer}) => answer.status),
  ])
  expect(results.filter((result) => result === 201)).toHaveLength(1)
  expect(await t.db.selectFrom('account').select('person_id').execute()).toHaveLength(1)
})

test('a new link ends the one before, and a weak password uses none up', async () => {
  const old = await issueFirstAdministratorLink(ctx)
  const token = await issueFirstAdministratorLink(ctx)
  must((await follow(old)).answer, 401)
  const weak = {token, name: 'Ada', email: 'ada@example.org', password: 'password123'}
  expect(await openBrowser(t).call('POST', '/first-administrator', weak)).toMatchObject({
    status: 400,
    body: {pointer: '/password'},
  })
  must((await follow(token)).answer, 201)
})

test('a link is good for a day', async () => {
  const token = await issueFirstAdministratorLink({
    ...ctx,
    now: () => new Date(Date.now() - 25 * 3_600_000),
  })
  must((await follow(token)).answer, 401)
})

test('a scripted start refuses a weak password, and a second administrator', async () => {
  const input = {name: 'Root', email: 'root@example.org', password: goodPassword}
  await expect(createFirstAdministrator(ctx, {...input, password: 'password123'})).rejects.toMatchObject({
    code: 'invalid',
  })
  const {personId} = await createFirstAdministrator(ctx, input)
  expect(personId).toBeGreaterThan(0)
  await expect(createFirstAdministrator(ctx, input)).rejects.toMatchObject({code: 'conflict'})
})
