import {createServer, type Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import {afterAll, beforeAll, expect, test, vi} from 'vitest'
import {must, startTestApp, type TestApp} from '../server/testing/app.ts'
import {runFettle, type Ended, type RunOptions} from './testing-cli.ts'

// Each command is a process of its own.
vi.setConfig({testTimeout: 60_000})

let t: TestApp
let server: string
let environment: Record<string, string>

beforeAll(async () => {
  t = await startTestApp()
  server = await t.app.listen({host: '127.0.0.1', port: 0})
  await t.addProject({key: 'WEB'})
  await t.addProject({key: 'HID'})
  const member = await t.addPerson({name: 'Mia', roles: {WEB: 'member'}})
  environment = {FETTLE_SERVER: server, FETTLE_TOKEN: member.token ?? ''}
})
afterAll(() => t.close())

function fettle(args: string[], options: RunOptions = {}): Promise<Ended> {
  return runFettle(args, {...options, environment: {...environment, ...options.environment}})
}

test('an issue is filed from standard input, shown, commented, listed and closed', async () => {
  const filed = await fettle(
    [
      'issue',
      'create',
      '--project',
      'WEB',
      '--type',
      'bug',
      '--title',
      'Pay button',
      '--body',
      '-',
      '--label',
      'ui',
    ],
    {input: 'It **stays** grey\nfor ever\n'},
  )
  expect(filed).toMatchObject({code: 0, stderr: ''})
  const key = filed.stdout.trim()
  expect(key).toMatch(/^WEB-\d+$/)

  expect(await fettle(['issue', 'comment', key, 'Seen *here* too'])).toMatchObject({code: 0, stderr: ''})
  const shown = await fettle(['issue', 'show', key, '--comments'])
  expect(shown.stdout).toContain(`${key}  Pay button`)
  expect(shown.stdout).toContain('It **stays** grey\nfor ever')
  expect(shown.stdout).toMatch(/Mia, \d{4}-\d\d-\d\d \d\d:\d\d\nSeen \*here\* too/)

  expect((await fettle(['issue', 'list', 'project:WEB', 'is:open'])).stdout).toMatch(
    new RegExp(`^${key}  bug  New .*Pay button$`, 'm'),
  )
  const closed = await fettle(['issue', 'close', key, '--resolution', 'fixed', '--comment', 'Done', '--json'])
  expect(closed.code).toBe(0)
  expect(JSON.parse(closed.stdout)).toMatchObject({key, resolution: 'fixed', status: {category: 'closed'}})
})

test('--json prints one document and nothing else, with all pages', async () => {
  for (let n = 0; n < 3; n++) await t.addIssue({project: 'WEB', title: `Page ${n}`, labels: ['pages']})
  const {stdout, stderr, code} = await fettle(['issue', 'list', 'label:pages', '--all', '--json'])
  expect({stderr, code}).toEqual({stderr: '', code: 0})
  expect(JSON.parse(stdout)).toHaveLength(3)

  const some = await fettle(['issue', 'list', 'label:pages', '--limit', '2'])
  expect(some.stdout.trim().split('\n')).toHaveLength(2)
  expect(some.stderr).toMatch(/There are more than 2/)
})

test('a title cannot steer the terminal', async () => {
  await t.addIssue({project: 'WEB', title: 'red \u001b[31m alert \u0007', labels: ['esc']})
  const {stdout} = await fettle(['issue', 'list', 'label:esc'])
  for (const steering of ['\u001b', '\u0007']) expect(stdout).not.toContain(steering)
})

test.each<[string, string[], Record<string, string>, number, RegExp]>([
  ['a missing issue', ['issue', 'show', 'WEB-9999'], {}, 3, /No such issue/],
  ['a hidden issue', ['issue', 'show', 'HID-1'], {}, 3, /No such issue/],
  ['a dead key', ['issue', 'list'], {FETTLE_TOKEN: 'fettle_nonsense'}, 4, /key.*FETTLE_TOKEN/],
  ['a refusal', ['issue', 'comment', 'WEB-1', 'x'], {FETTLE_TOKEN: ''}, 4, /Sign in/],
  [
    'a wrong word',
    ['issue', 'create', '--project', 'WEB', '--title', 'x', '--severity', 'huge'],
    {},
    1,
    /\/severity/,
  ],
  ['a wrong option', ['issue', 'list', '--nonsense'], {}, 2, /unknown option/],
  [
    'no server',
    ['issue', 'list'],
    {FETTLE_SERVER: 'http://127.0.0.1:1'},
    5,
    /Cannot reach http:\/\/127.0.0.1:1/,
  ],
  ['an address that is none', ['issue', 'list'], {FETTLE_SERVER: 'localhost:3000'}, 2, /Wrong address/],
])('%s is told in one sentence, with nothing on stdout', async (_, args, changed, code, words) => {
  const ended = await fettle(args, {environment: changed})
  expect(ended).toMatchObject({code, stdout: '', stderr: expect.stringMatching(words) as string})
  expect(ended.stderr).not.toMatch(/\n\s+at /)
})

test('a POST whose answer is lost is sent again and done once', async () => {
  const before = must(await t.admin.get('/issues?q=label:once'), 200).body.items.length as number
  const proxy = await losesFirstAnswer(server)
  const {port} = proxy.address() as AddressInfo
  const args = ['issue', 'create', '--project', 'WEB', '--title', 'Once', '--label', 'once']
  const created = await fettle(args, {environment: {FETTLE_SERVER: `http://127.0.0.1:${port}`}})
  proxy.close()
  expect(created).toMatchObject({code: 0, stderr: ''})
  expect(must(await t.admin.get('/issues?q=label:once'), 200).body.items).toHaveLength(before + 1)
})

/** Passes requests on and cuts the connection instead of giving the first answer back. */
async function losesFirstAnswer(target: string): Promise<Server> {
  let answers = 0
  const proxy = createServer((request, response) => {
    void (async () => {
      const body = await Array.fromAsync(request)
      const {host: _, connection: __, 'content-length': ___, ...headers} = request.headers
      const answer = await fetch(target + request.url, {
        method: request.method ?? 'GET',
        headers: headers as Record<string, string>,
        ...(body.length === 0 ? {} : {body: Buffer.concat(body as Buffer[])}),
      })
      const text = await answer.text()
      if (++answers === 1) return response.destroy()
      response.writeHead(answer.status, {'content-type': answer.headers.get('content-type') ?? ''})
      return response.end(text)
    })()
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  return proxy
}
