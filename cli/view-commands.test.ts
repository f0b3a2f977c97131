import {afterAll, beforeAll, expect, test, vi} from 'vitest'
import {must, startTestApp, type TestApp} from '../server/testing/app.ts'
import {runFettle, type Ended} from './testing-cli.ts'

// Each command is a process of its own.
vi.setConfig({testTimeout: 60_000})

let t: TestApp
let environment: Record<string, string>

beforeAll(async () => {
  t = await startTestApp()
  const server = await t.app.listen({host: '127.0.0.1', port: 0})
  await t.addProject({key: 'WEB'})
  await t.addProject({key: 'HID'})
  const member = await t.addPerson({name: 'Mia', roles: {WEB: 'member'}})
  environment = {FETTLE_SERVER: server, FETTLE_TOKEN: member.token ?? ''}
  await t.addIssue({project: 'WEB', title: 'The spinner turns for ever', labels: ['ui'], priority: 'low'})
  await t.addIssue({project: 'WEB', title: 'Login fails\u001b[31m', labels: ['ui'], priority: 'urgent'})
  await t.addIssue({project: 'HID', title: 'The hidden spinner'})
})
afterAll(() => t.close())

function fettle(...args: string[]): Promise<Ended> {
  return runFettle(args, {environment})
}

test('a view is saved, listed, followed after a rename, shown and deleted', async () => {
  const made = await fettle(
    'view',
    'create',
    'My bugs',
    'label:ui',
    'sort:priority',
    '--project',
    'web',
    '--shared',
  )
  expect(made).toMatchObject({code: 0, stderr: '', stdout: expect.stringMatching(/^\d+\n$/) as string})
  const id = made.stdout.trim()

  const {items} = must(await t.admin.get('/projects/WEB/labels'), 200).body
  must(await t.admin.patch(`/labels/${items[0].id}`, {name: 'user interface'}), 200)
  expect(await fettle('view', 'list', '--project', 'WEB')).toMatchObject({
    code: 0,
    stdout: `${id}  My bugs  shared  WEB  label:"user interface" sort:priority\n`,
  })
  const shown = await fettle('view', 'show', 'my BUGS')
  expect(shown.stdout.split('\n').map((line) => /Login|spinner/.exec(line)?.[0])).toEqual([
    'Login',
    'spinner',
    undefined,
  ])
  const asJson = await fettle('view', 'show', id, '--limit', '1', '--json')
  expect(JSON.parse(asJson.stdout)).toHaveLength(1)

  expect(await fettle('view', 'delete', 'My bugs')).toMatchObject({
    code: 0,
    stdout: `View ${id} is deleted (My bugs)\n`,
  })
  expect(await fettle('view', 'show', 'My bugs')).toMatchObject({code: 3, stdout: ''})
})

test('of several views with one name, one is named by its number', async () => {
  const ids = []
  for (let n = 0; n < 2; n++) ids.push((await fettle('view', 'create', 'Twice', 'is:open')).stdout.trim())
  const ended = await fettle('view', 'delete', 'twice')
  expect(ended).toMatchObject({code: 2, stdout: ''})
  for (const id of ids) expect(ended.stderr).toContain(id)
  expect(await fettle('view', 'delete', ids[0] ?? '')).toMatchObject({code: 0})
})

test.each<[string, string[], number, RegExp]>([
  ['a query that cannot be read', ['view', 'create', 'x', 'is:opne'], 1, /opne.*did you mean open\?/],
  ['a project that is hidden', ['view', 'create', 'x', '', '--project', 'HID'], 1, /No such project: HID/],
  ['sharing with all', ['view', 'create', 'x', '', '--shared'], 4, /administrator/],
  ['another layout', ['view', 'create', 'x', '', '--layout', 'cube'], 1, /\/layout/],
  ['a missing view', ['view', 'delete', 'nothing'], 3, /fettle view list/],
  ['another kind', ['search', 'x', '--kinds', 'nonsense'], 1, /kinds/],
  ['no words', ['search'], 2, /words/],
  ['a query with an error', ['issue', 'list', 'sort:size'], 1, /size/],
])('%s is told in one sentence, with nothing on stdout', async (_, args, code, words) => {
  const ended = await fettle(...args)
  expect(ended).toMatchObject({code, stdout: '', stderr: expect.stringMatching(words) as string})
  expect(ended.stderr).not.toMatch(/\n\s+at /)
})

test('issues are listed by a query, sorted by --sort before what the query says', async () => {
  const {stdout} = await fettle(
    'issue',
    'list',
    'is:open (spinner OR login) sort:priority-desc',
    '--sort',
    'priority-asc',
  )
  expect(stdout.split('\n').map((line) => /Login|spinner/.exec(line)?.[0])).toEqual([
    'spinner',
    'Login',
    undefined,
  ])
})

test('search finds issues, projects and views that may be seen, and cannot steer the terminal', async () => {
  const found = await fettle('search', 'spinner')
  expect(found).toMatchObject({
    code: 0,
    stderr: '',
    stdout: expect.stringContaining('The spinner turns for ever') as string,
  })
  expect(found.stdout).not.toContain('hidden')
  expect((await fettle('search', 'login')).stdout).not.toContain('\u001b')

  await fettle('view', 'create', 'Weekly round', 'is:open')
  expect(await fettle('search', 'weekly')).toMatchObject({
    stderr: '',
    stdout: 'view  Weekly round  is:open\n',
  })
  expect((await fettle('search', 'WEB', '--kinds', 'project')).stdout).toBe('project  WEB  Project WEB\n')
  const asJson = await fettle('search', 'spinner', '--kinds', 'issue', '--json')
  expect(JSON.parse(asJson.stdout)).toMatchObject({
    issues: {items: [{title: 'The spinner turns for ever'}]},
    views: [],
  })

  expect(await fettle('search', 'nonsenseword')).toMatchObject({
    code: 0,
    stdout: '',
    stderr: 'Nothing is found\n',
  })
})
