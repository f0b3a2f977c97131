import {mkdtemp, readFile, rm, stat} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test, vi} from 'vitest'
import {startTestApp, type TestApp} from '../server/testing/app.ts'
import {createTestDatabase} from '../server/testing/database.ts'
import {runFettle, runScript, type Ended} from './testing-cli.ts'

// Each command is a process of its own.
vi.setConfig({testTimeout: 60_000})

let t: TestApp
let folder: string

beforeAll(async () => {
  t = await startTestApp()
  folder = await mkdtemp(join(tmpdir(), 'fettle-cli-test-'))
  await t.addProject({key: 'WEB'})
  await t.addProject({key: 'OTH'})
  await t.addIssue({project: 'WEB', title: 'Exported'})
  await t.addIssue({project: 'OTH', title: 'Elsewhere'})
})
afterAll(async () => {
  await t.close()
  await rm(folder, {recursive: true, force: true})
})

function fettle(
  args: string[],
  database = t.connectionString,
  data = t.services.config.dataFolder,
): Promise<Ended> {
  return runFettle(args, {environment: {DATABASE_URL: database, FETTLE_DATA: data}})
}

test('token create prints the key alone, and the key opens the API', async () => {
  const {email} = await t.db
    .selectFrom('account')
    .select('email')
    .where('person_id', '=', t.admin.personId)
    .executeTakeFirstOrThrow()
  const made = await fettle([
    'token',
    'create',
    '--email',
    email,
    '--name',
    'CI',
    '--scope',
    'read',
    '--expires',
    '90d',
  ])
  expect(made).toMatchObject({code: 0, stderr: ''})
  expect(made.stdout).toMatch(/^fettle_\S+\n$/)
  const answer = await t.app.inject({
    url: '/api/v1/issues',
    headers: {authorization: `Bearer ${made.stdout.trim()}`},
  })
  expect(answer.statusCode).toBe(200)

  const asJson = await fettle([
    'token',
    'create',
    '--email',
    email,
    '--name',
    'CI',
    '--scope',
    'write',
    '--json',
  ])
  expect(JSON.parse(asJson.stdout)).toMatchObject({scope: 'write', expiresAt: null})
})

test.each([
  [['--email', 'nobody@example.org', '--name', 'x', '--scope', 'read'], 3, /No such account/],
  [
    ['--email', 'a@example.org', '--name', 'x', '--scope', 'all'],
    2,
    /Allowed choices are read, write, admin/,
  ],
  [['--email', 'a@example.org', '--name', 'x', '--scope', 'read', '--expires', 'never'], 2, /--expires/],
])('token create %j ends with %i', async (args, code, words) => {
  expect(await fettle(['token', 'create', ...args])).toMatchObject({
    code,
    stdout: '',
    stderr: expect.stringMatching(words) as string,
  })
})

test('what is backed up and restored elsewhere exports the same, and is not restored twice', async () => {
  const file = join(folder, 'a.fettle')
  const saved = await fettle(['backup', file, '--json'])
  expect(saved).toMatchObject({code: 0, stderr: ''})
  expect(JSON.parse(saved.stdout)).toMatchObject({path: file, missingFiles: []})

  const target = await createTestDatabase()
  const data = join(folder, 'target')
  try {
    const restored = await fettle(['restore', file, '--into', target.connectionString], '', data)
    expect(restored).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Restored [\d,]+ rows/) as string,
    })
    const before = await fettle(['export'])
    const after = await fettle(['export'], target.connectionString, data)
    expect(after.stdout).toBe(before.stdout)
    expect(before.stdout.split('\n').length).toBeGreaterThan(50)

    const again = await fettle(['restore', file], target.connectionString, data)
    expect(again).toMatchObject({code: 1, stdout: '', stderr: expect.stringMatching(/in use/) as string})
  } finally {
    await target.drop()
  }
})

test('an export of one project holds no other, and goes to a file that only its owner reads', async () => {
  const file = join(folder, 'web.ndjson')
  const done = await fettle(['export', '--project', 'WEB', '--output', file, '--json'])
  expect(JSON.parse(done.stdout)).toMatchObject({file})
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const lines = (await readFile(file, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as {kind: string})
  expect(lines.filter(({kind}) => kind === 'project')).toMatchObject([{key: 'WEB'}])
  expect(lines.filter(({kind}) => kind === 'issue')).toMatchObject([{title: 'Exported'}])
  expect(await fettle(['export', '--project', 'NOPE'])).toMatchObject({code: 3, stdout: ''})
})

test('doctor prints one document, and its exit code says whether something failed', async () => {
  const good = await fettle(['doctor', '--json'])
  expect(good.stderr).toBe('')
  expect(JSON.parse(good.stdout)).toMatchObject({failures: 0})
  expect(good.code).toBe(0)

  const bad = await runFettle(['doctor'], {environment: {FETTLE_NONSENSE: '1'}})
  expect(bad.code).toBe(1)
  expect(bad.stdout).toMatch(/FETTLE_NONSENSE is no setting/)
})

test('without a system there is a sentence, no folder and no PostgreSQL', async () => {
  const empty = join(folder, 'nothing-here')
  const ended = await runFettle(['backup', join(folder, 'x.fettle')], {environment: {FETTLE_DATA: empty}})
  expect(ended).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/no Fettle was started/) as string,
  })
  await expect(stat(empty)).rejects.toThrow(/ENOENT/)
})

test('fettle itself starts under whatever Node there is', async () => {
  expect(await runScript('cli/fettle.mjs', ['--version'])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
  })
})

test.each([['--help'], ['issue --help'], ['token create --help'], ['restore --help'], ['help']])(
  'fettle %s helps and ends well',
  async (args) => {
    const ended = await runFettle(args.split(' '))
    expect(ended).toMatchObject({code: 0, stdout: expect.stringMatching(/^Usage: fettle/) as string})
  },
)
