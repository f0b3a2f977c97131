import {afterAll, beforeAll, expect, test} from 'vitest'
import {hashToken} from '../../core/http/authenticate.ts'
import {systemContext} from '../../core/system-context.ts'
import {must, startTestApp, type TestApp} from '../../testing/app.ts'
import {addAccount, signIn} from '../testing/add-account.ts'
import {openBrowser} from '../testing/browser.ts'
import {createApiKeyFor} from './create-api-key.ts'

let t: TestApp

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'WEB', visibility: 'internal'})
})
afterAll(() => t.close())

async function addKey(options: {isAdmin?: boolean; scope: string; expiresAt?: string}) {
  const account = await addAccount(t, {isAdmin: options.isAdmin ?? false})
  const browser = await signIn(t, account)
  const {isAdmin: _isAdmin, ...body} = options
  const key = must(await browser.call('POST', '/api-keys', {name: 'Build server', ...body}), 201).body
  const by = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: unknown) =>
    openBrowser(t).call(method, path, payload, {authorization: `Bearer ${key.token}`})
  return {account, browser, key, by}
}

test('a key is shown once, kept as a hash, and works', async () => {
  const {account, browser, key, by} = await addKey({scope: 'write'})
  expect(key.token).toMatch(/^fettle_[\w-]{43}$/)
  expect(key.hint).toBe(key.token.slice(-4))
  expect(must(await by('GET', '/session'), 200).body).toMatchObject({
    person: {id: account.personId},
    scope: 'write',
  })
  const listed = must(await browser.call('GET', '/api-keys'), 200)
  expect(listed.body.items).toHaveLength(1)
  expect(listed.text).not.toContain(key.token)
  const row = await t.db
    .selectFrom('api_key')
    .select('token_hash')
    .where('id', '=', key.id)
    .executeTakeFirstOrThrow()
  expect(row.token_hash.equals(hashToken(key.token))).toBe(true)
})

test('the same Idempotency-Key shows the same key again, and the table does not', async () => {
  const browser = await signIn(t, await addAccount(t))
  const headers = {'idempotency-key': 'make-a-key'}
  const body = {name: 'Once', scope: 'read'}
  const first = must(await browser.call('POST', '/api-keys', body, headers), 201)
  const again = must(await browser.call('POST', '/api-keys', body, headers), 201)
  expect(again.body).toEqual(first.body)
  const stored = await t.db.selectFrom('idempotency').selectAll().execute()
  expect(JSON.stringify(stored)).not.toContain(first.body.token)
  expect(must(await browser.call('GET', '/api-keys'), 200).body.items).toHaveLength(1)
})

test('a read key cannot write', async () => {
  const {by} = await addKey({isAdmin: true, scope: 'read'})
  must(await by('GET', '/people'), 200)
  expect(await by('POST', '/issues', {project: 'WEB', title: 'x'})).toMatchObject({status: 403})
  must(await by('PUT', '/password', {new: 'a quiet lake in May'}), 403)
  must(await by('POST', '/projects', {key: 'RO', name: 'x'}), 403)
})

test("an administrator's write key opens no administrator's door", async () => {
  const {by, account} = await addKey({isAdmin: true, scope: 'write'})
  must(await by('POST', '/issues', {project: 'WEB', title: 'x'}), 201)
  must(await by('GET', '/audit-log'), 403)
  must(await by('GET', '/api-keys?all=true'), 403)
  must(await by('POST', '/people', {name: 'x'}), 403)
  must(await by('PUT', `/people/${account.personId}/administrator`), 403)
  must(await by('POST', '/invitations', {isAdmin: true}), 403)
  const full = await addKey({isAdmin: true, scope: 'admin'})
  must(await full.by('GET', '/audit-log'), 200)
})

test('a write key cannot change how its owner signs in, nor make keys', async () => {
  const {by} = await addKey({scope: 'write'})
  for (const [method, path, body] of [
    ['POST', '/api-keys', {name: 'x', scope: 'read'}],
    ['PUT', '/password', {current: 'x', new: 'a quiet lake in May'}],
    ['POST', '/totp', undefined],
    ['POST', '/passkeys/options', undefined],
    ['POST', '/recovery-codes', undefined],
  ] as const)
    expect((await by(method, path, body)).status).toBe(403)
})

test('only administrators make keys of scope admin, and none that have expired', async () => {
  const browser = await signIn(t, await addAccount(t))
  expect(await browser.call('POST', '/api-keys', {name: 'x', scope: 'admin'})).toMatchObject({
    status: 403,
    body: {pointer: '/scope'},
  })
  const expiresAt = new Date(Date.now() - 1000).toISOString()
  expect(await browser.call('POST', '/api-keys', {name: 'x', scope: 'read', expiresAt})).toMatchObject({
    status: 400,
    body: {pointer: '/expiresAt'},
  })
  must(await openBrowser(t).call('POST', '/api-keys', {name: 'x', scope: 'read'}), 401)
})

test('a key ends when it expires', async () => {
  const {key, by} = await addKey({scope: 'read', expiresAt: new Date(Date.now() + 60_000).toISOString()})
  must(await by('GET', '/people'), 200)
  await t.db
    .updateTable('api_key')
    .set({expires_at: new Date(Date.now() - 1)})
    .where('id', '=', key.id)
    .execute()
  t.services.signals.rightsChanged()
  must(await by('GET', '/people'), 401)
})

test('a key ends at once when it is revoked, by its owner, by itself or by an administrator', async () => {
  const mine = await addKey({scope: 'read'})
  const stranger = await signIn(t, await addAccount(t))
  must(await stranger.call('DELETE', `/api-keys/${mine.key.id}`), 404)
  must(await mine.by('GET', '/people'), 200)
  must(await mine.browser.call('DELETE', `/api-keys/${mine.key.id}`), 204)
  must(await mine.by('GET', '/people'), 401)
  must(await mine.browser.call('DELETE', `/api-keys/${mine.key.id}`), 404)

  const self = await addKey({scope: 'write'})
  must(await self.by('DELETE', `/api-keys/${self.key.id}`), 204)
  must(await self.by('GET', '/people'), 401)

  const other = await addKey({scope: 'write'})
  const all = must(await t.admin.get('/api-keys?all=true&limit=200'), 200).body.items
  expect(all.map(({id}: {id: number}) => id)).toContain(other.key.id)
  must(await t.admin.delete(`/api-keys/${other.key.id}`), 204)
  must(await other.by('GET', '/people'), 401)
})

test('a disabled account: its key and its session stop at once, and go on when it is enabled', async () => {
  const {account, browser, by} = await addKey({scope: 'write'})
  must(await by('GET', '/people'), 200)
  must(await browser.call('GET', '/people'), 200)
  must(await t.admin.put(`/people/${account.personId}/deactivation`), 204)
  must(await by('GET', '/people'), 401)
  must(await browser.call('GET', '/people'), 401)
  must(await t.admin.delete(`/people/${account.personId}/deactivation`), 204)
  must(await by('GET', '/people'), 200)
  must(await browser.call('GET', '/people'), 401)
})

test('the last use is written behind, once a minute', async () => {
  const {key, by} = await addKey({scope: 'read'})
  const read = async () =>
    (
      await t.db
        .selectFrom('api_key')
        .select('last_used_at')
        .where('id', '=', key.id)
        .executeTakeFirstOrThrow()
    ).last_used_at
  expect(await read()).toBeNull()
  must(await by('GET', '/people'), 200)
  await t.services.credentialUse.flush()
  const used = await read()
  expect(used).not.toBeNull()
  must(await by('GET', '/people'), 200)
  await t.services.credentialUse.flush()
  expect(await read()).toEqual(used)
})

test('the command line makes a key for an account', async () => {
  const account = await addAccount(t)
  const ctx = await systemContext(t, t.app.log, 'cli')
  const {token} = await createApiKeyFor(ctx, {email: account.email, name: 'CLI', scope: 'write'})
  const answer = await openBrowser(t).call('GET', '/session', undefined, {authorization: `Bearer ${token}`})
  expect(answer.body.person.id).toBe(account.personId)
  const nobody = {email: 'nobody@example.org', name: 'CLI', scope: 'read'} as const
  await expect(createApiKeyFor(ctx, nobody)).rejects.toMatchObject({code: 'notFound'})
  const tooMuch = {email: account.email, name: 'CLI', scope: 'admin'} as const
  await expect(createApiKeyFor(ctx, tooMuch)).rejects.toMatchObject({code: 'forbidden'})
})

test('what was made and revoked is in the audit log, without the key', async () => {
  const {account, key, browser} = await addKey({scope: 'read'})
  must(await browser.call('DELETE', `/api-keys/${key.id}`), 204)
  const log = must(await t.admin.get(`/audit-log?kind=apiKey.&person=${account.personId}`), 200)
  expect(log.body.items.map(({kind}: {kind: string}) => kind)).toEqual(['apiKey.revoked', 'apiKey.created'])
  expect(log.text).not.toContain(key.token)
})
