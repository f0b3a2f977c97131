import {afterAll, beforeAll, expect, test} from 'vitest'
import {must, startTestApp, type Client, type TestApp} from '../testing/app.ts'

let t: TestApp
let member: Client
let outsider: Client

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'WEB'})
  member = await t.addPerson({roles: {WEB: 'member'}})
  outsider = await t.addPerson()
})
afterAll(() => t.close())

const preview = (by: Client, text: unknown) => by.post('/markdown-previews', {text})
const htmlOf = async (by: Client, text: string): Promise<string> =>
  must(await preview(by, text), 200).body.html

test('shows Markdown as HTML, and links the issues that the reader may know of', async () => {
  const html = await htmlOf(member, 'Same **here** as WEB-1')
  expect(html).toContain('<strong>here</strong>')
  expect(html).toContain('href="/issues/WEB-1"')
  expect(await htmlOf(outsider, 'WEB-1')).not.toContain('href')
  expect(await htmlOf(member, '')).toBe('')
})

test('lets no script through', async () => {
  const html = await htmlOf(
    member,
    '<img src=x onerror=alert(1)><script>alert(2)</script>[x](javascript:alert(3))',
  )
  expect(html).not.toMatch(/<script|<[^>]*onerror|href="javascript/i)
})

test('is for everybody who has signed in, with a key that may only read too', async () => {
  must(await preview(t.anonymous, 'x'), 401)
  must(await preview(await t.addPerson({scope: 'read'}), 'x'), 200)
})

test('refuses what no text may be', async () => {
  expect(await preview(member, 'x'.repeat(1_000_001))).toMatchObject({status: 400, body: {pointer: '/text'}})
  must(await preview(member, 7), 400)
})
