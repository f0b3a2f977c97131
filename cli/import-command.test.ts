import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {Client} from 'pg'
import {sql} from 'kysely'
import {afterAll, beforeAll, expect, test, vi} from 'vitest'
import {buildJiraIssue} from '../server/imports/jira/build-jira-issue.ts'
import {startTestApp, type TestApp} from '../server/testing/app.ts'
import {runFettle, type Ended, type RunOptions} from './testing-cli.ts'

const total = 1200
// Each command is a process of its own.
vi.setConfig({testTimeout: 60_000})

let t: TestApp
let folder: string
let file: string

beforeAll(async () => {
  t = await startTestApp()
  folder = await mkdtemp(join(tmpdir(), 'fettle-import-test-'))
  file = join(folder, 'issues.ndjson')
  const lines = Array.from({length: total}, (_, n) =>
    JSON.stringify({...buildJiraIssue({}, `JIR-${n + 1}`), id: String(n + 1)}),
  )
  await writeFile(file, `${lines.join('\n')}\n`)
})
afterAll(async () => {
  await t.close()
  await rm(folder, {recursive: true, force: true})
})

function importJira(args: string[], options: RunOptions = {}): Promise<Ended> {
  const environment = {DATABASE_URL: t.connectionString, FETTLE_DATA: t.services.config.dataFolder}
  return runFettle(['import', 'jira', ...args], {...options, environment})
}

test('Ctrl-C ends it after the batch at hand, and the next run goes on without doubling anything', async () => {
  const stop = new AbortController()
  const client = new Client({connectionString: t.connectionString})
  await client.connect()
  await client.query('begin; lock table issue in exclusive mode')
  const running = importJira([file], {interrupt: stop.signal})
  // It waits for our lock with its first batch: now it is under way for certain.
  await vi.waitUntil(() => waitsForIssues(), {timeout: 45_000, interval: 50})
  stop.abort()
  await client.query('rollback')
  await client.end()

  const stopped = await running
  expect(stopped).toMatchObject({code: 130, stdout: ''})
  expect(stopped.stderr).toMatch(/Stopped after [\d,]+ issues, which stay: run it again/)
  expect(await countIssues()).toBeLessThan(total)

  const again = await importJira([file, '--json'])
  expect(again.code).toBe(0)
  expect(JSON.parse(again.stdout)).toMatchObject({source: 'jira', counts: {issues: {read: total}}})
  expect(await countIssues()).toBe(total)
})

test('the report is for people unless --json asks for a document', async () => {
  const ended = await importJira([file])
  expect(ended).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^issues\s+1,200\s+0\s+1,200/m) as string,
  })
})

test('a file that is not there and a project that is not in it are told', async () => {
  const missing = await importJira([join(folder, 'none.ndjson')])
  expect(missing).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/none\.ndjson/) as string,
  })
  const other = await importJira([file, '--project', 'ELSE'])
  expect(other).toMatchObject({code: 1, stdout: '', stderr: expect.stringMatching(/project ELSE/) as string})
})

async function waitsForIssues(): Promise<boolean> {
  const {rows} = await sql<{waits: boolean}>`select exists (
    select from pg_locks where not granted and relation = 'issue'::regclass) waits`.execute(t.db)
  return rows[0]?.waits === true
}

async function countIssues(): Promise<number> {
  const {count} = await t.db
    .selectFrom('issue')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
