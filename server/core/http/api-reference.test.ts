import {afterAll, beforeAll, expect, test} from 'vitest'
import {startTestApp, type TestApp} from '../../testing/app.ts'
import {httpStatus} from '../errors.ts'

let t: TestApp

beforeAll(async () => {
  t = await startTestApp()
})
afterAll(() => t.close())

test('the description names every route with its problems, and every POST with its key for repeating', async () => {
  const {body} = await t.anonymous.get('/openapi.json')
  expect(body.openapi).toBe('3.1.0')
  expect(Object.keys(body.paths)).toEqual(Object.keys(body.paths).toSorted())
  expect(Object.keys(body.paths)).toContain('/api/v1/issues/{key}')
  for (const [path, methods] of Object.entries<Record<string, {responses: object; parameters?: unknown[]}>>(
    body.paths,
  )) {
    for (const [method, operation] of Object.entries(methods)) {
      expect(Object.keys(operation.responses), `${method} ${path}`).toContain('500')
      if (method === 'post')
        expect(operation.parameters).toContainEqual({$ref: '#/components/parameters/IdempotencyKey'})
    }
  }
})

test('the reference page runs nothing that is not ours', async () => {
  const page = await t.app.inject('/api')
  expect(page.statusCode).toBe(200)
  const policy = String(page.headers['content-security-policy'])
  expect(policy).toContain("script-src 'self';")
  expect(policy).not.toMatch(/https:|script-src[^;]*unsafe/)
  expect(page.payload).not.toMatch(/<script>|https?:\/\//)

  const script = await t.app.inject('/api/reference.js')
  expect(script.headers).toMatchObject({'content-encoding': 'gzip'})
  expect(script.rawPayload.length).toBeGreaterThan(100_000)
})

test('every problem code is explained where its type points to', async () => {
  const {body} = await t.anonymous.get('/issues/NOPE-1')
  expect(body.type).toBe('/api/problems#notFound')
  const page = await t.app.inject('/api/problems')
  for (const code of [...Object.keys(httpStatus), 'internal']) expect(page.payload).toContain(`id="${code}"`)
})
