import {pino} from 'pino'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {buildApp} from '../core/http/app.ts'
import {routes} from '../routes.ts'
import {openRuntime} from '../runtime.ts'
import {must, startTestApp, type Client, type TestApp} from '../testing/app.ts'

let t: TestApp
let reporter: Client
let viewer: Client
let outsider: Client

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'WEB'})
  reporter = await t.addPerson({roles: {WEB: 'reporter'}})
  viewer = await t.addPerson({roles: {WEB: 'viewer'}})
  outsider = await t.addPerson()
})
afterAll(() => t.close())

test('a reporter files a bug and finds it', async () => {
  const body = {
    project: 'WEB',
    type: 'bug',
    title: 'Pay button stays disabled',
    steps: '1. Pay',
    severity: 'major',
  }
  const created = must(await reporter.post('/issues', body), 201).body
  expect(created.key).toMatch(/^WEB-\d+$/)

  const issue = must(await reporter.get(`/issues/${created.key}`), 200)
  expect(issue.headers['etag']).toBe('"1"')
  expect(issue.body).toMatchObject({
    title: 'Pay button stays disabled',
    steps: '1. Pay',
    severity: 'major',
    status: {name: 'New', category: 'triage'},
    reporter: {id: reporter.personId},
    type: {key: 'bug', kind: 'defect'},
  })
  const found = must(await reporter.get('/issues?q=pay+butt'), 200).body
  expect(found.items.map(({key}: {key: string}) => key)).toContain(created.key)
})

test('a viewer cannot file, and an outsider is told of no project', async () => {
  const body = {project: 'WEB', type: 'bug', title: 'x'}
  expect((await viewer.post('/issues', body)).status).toBe(403)
  expect((await outsider.post('/issues', body)).body).toMatchObject({code: 'invalid', pointer: '/project'})
  expect((await t.anonymous.post('/issues', body)).status).toBe(401)
})

test('a reporter cannot plan', async () => {
  const refused = await reporter.post('/issues', {project: 'WEB', title: 'x', assigneeId: reporter.personId})
  expect(refused).toMatchObject({status: 403, body: {code: 'forbidden'}})
})

test('the same Idempotency-Key gives the same issue, also in parallel', async () => {
  const body = {project: 'WEB', type: 'bug', title: 'Once'}
  const headers = {'idempotency-key': 'once-1'}
  const answers = await Promise.all([1, 2, 3, 4].map(() => reporter.post('/issues', body, headers)))
  expect(new Set(answers.map(({status, text}) => `${status} ${text}`)).size).toBe(1)
  expect(answers[0]?.status).toBe(201)
  expect((await reporter.post('/issues', {...body, title: 'Twice'}, headers)).status).toBe(422)
})

test('and after a restart', async () => {
  const payload = {project: 'WEB', type: 'bug', title: 'Before and after'}
  const headers = {'idempotency-key': 'restart-1'}
  const before = must(await reporter.post('/issues', payload, headers), 201)
  const log = pino({level: 'silent'})
  const runtime = await openRuntime({config: t.services.config, connectionString: t.connectionString, log})
  const restarted = await buildApp({db: runtime.db, services: runtime.services, log, routes})
  const after = await restarted.inject({
    method: 'POST',
    url: '/api/v1/issues',
    headers: {...headers, authorization: `Bearer ${reporter.token}`},
    payload,
  })
  expect([after.statusCode, after.payload]).toEqual([before.status, before.text])
  expect(after.headers['idempotency-replayed']).toBe('true')
  await restarted.close()
  await runtime.close()
})

test.each([
  [{title: ''}, '/title'],
  [{title: 'x', type: 'epic'}, '/type'],
  [{title: 'x', nonsense: 1}, ''],
  [{title: 'x', labels: ['a,b']}, '/labels/0'],
])('%j is refused at %s', async (fields, pointer) => {
  const refused = await reporter.post('/issues', {project: 'WEB', ...fields})
  expect(refused.body).toMatchObject({code: 'invalid', pointer, status: 400})
})
