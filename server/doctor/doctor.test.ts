import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {Readable} from 'node:stream'
import {sql} from 'kysely'
import {afterAll, afterEach, beforeAll, expect, test} from 'vitest'
import {backUp} from '../backup/back-up.ts'
import {startTestApp, type TestApp} from '../testing/app.ts'
import {examine, type ExamineOptions} from './examine.ts'
import type {Finding} from './finding.ts'

let t: TestApp
let folder: string
let key: string
let id: number

beforeAll(async () => {
  t = await startTestApp()
  folder = await mkdtemp(join(tmpdir(), 'fettle-doctor-test-'))
  await t.addProject({key: 'WEB'})
  key = await t.addIssue({project: 'WEB'})
  id = (await t.db.selectFrom('issue').select('id').executeTakeFirstOrThrow()).id
})
afterAll(async () => {
  await t.close()
  await rm(folder, {recursive: true, force: true})
})
afterEach(() => t.db.deleteFrom('attachment').execute())

function examined(options: Partial<ExamineOptions> = {}): Promise<Finding[]> {
  return examine({
    environment: {DATABASE_URL: t.connectionString, FETTLE_DATA: t.services.config.dataFolder},
    fix: false,
    deep: false,
    log: {info() {}, warn() {}, error() {}},
    signal: new AbortController().signal,
    onFinding: () => undefined,
    ...options,
  })
}

async function failures(options: Partial<ExamineOptions> = {}): Promise<Finding[]> {
  return (await examined(options)).filter(({level}) => level === 'fail')
}

test('a sound system has no failure, and every check says something', async () => {
  const findings = await examined()
  expect(findings.filter(({level}) => level === 'fail')).toEqual([])
  expect(new Set(findings.map(({check}) => check)).size).toBe(13)
})

test.each([
  ['comment_count', 5],
  ['note_count', 5],
  ['attachment_count', 5],
  ['vote_count', 5],
  ['category', 'closed'],
])('a wrong %s is found, set right with fix, and then gone', async (column, value) => {
  await sql`update issue set ${sql.ref(column)} = ${value} where id = ${id}`.execute(t.db)
  expect(await failures()).toMatchObject([
    {check: 'Counters', message: `${column} of ${key} differs from what it counts`},
  ])
  expect(await failures({fix: true})).toEqual([])
  expect(await failures()).toEqual([])
})

test('a project whose numbers would repeat is found and set right', async () => {
  await t.db.updateTable('project_counter').set({last_number: 0}).execute()
  expect(await failures()).toMatchObject([{message: 'the last number of WEB differs from what it counts'}])
  expect(await failures({fix: true})).toEqual([])
  expect(await t.addIssue({project: 'WEB'})).not.toBe(key)
})

test('references to what is not there, and circles, are found', async () => {
  await sql`update issue set component_ids = '{4711}', parent_id = id where id = ${id}`.execute(t.db)
  const found = await failures()
  expect(found.map(({message}) => message)).toEqual([
    `issues with a component that does not exist, or is another project's: ${key}`,
    `issues that are a part of themselves, through their parents: ${key}`,
  ])
  await sql`update issue set component_ids = '{}', parent_id = null where id = ${id}`.execute(t.db)
})

test('a lost file is found, and a damaged one when it is read', async () => {
  const stored = await t.services.files.put(Readable.from([Buffer.from('content')]), {maxBytes: 100})
  await attach('kept.txt', stored.hash)
  expect(await failures({deep: true})).toEqual([])

  const path = join(t.services.config.dataFolder, 'files', stored.hash.slice(0, 2), stored.hash)
  await writeFile(path, 'CONTENT')
  expect(await failures()).toEqual([])
  expect(await failures({deep: true})).toMatchObject([
    {message: `of attachments are damaged: ${key} kept.txt`},
  ])

  await t.services.files.delete(stored.hash)
  expect(await failures()).toMatchObject([{message: `of attachments are missing: ${key} kept.txt`}])
})

test('a job that was given up is found', async () => {
  await t.services.jobs.add(t.db, 'idempotency.forget', {}, {key: 'lost'})
  await sql`update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'Boom' where key = 'lost'`.execute(
    t.db,
  )
  expect(await failures()).toMatchObject([
    {check: 'Jobs', message: '1 of "idempotency.forget" were given up: Boom'},
  ])
  await sql`delete from graphile_worker._private_jobs`.execute(t.db)
})

test('the newest backup is looked at, whole or not', async () => {
  const path = join(folder, 'a.fettle')
  expect(await failures({backups: folder})).toMatchObject([
    {check: 'Backups', message: `none is in ${folder}`},
  ])
  await backUp({connectionString: t.connectionString, files: null, path})
  expect(await failures({backups: folder, deep: true})).toEqual([])
  await writeFile(path, 'cut')
  expect(await failures({backups: folder})).toMatchObject([{check: 'Backups'}])
})

test('settings that are none, a database that does not answer and mail that fails are told', async () => {
  expect(await failures({environment: {FETTLE_NONSENSE: '1'}})).toMatchObject([{check: 'Settings'}])
  expect(
    await failures({environment: {DATABASE_URL: 'postgresql://x@127.0.0.1:1/x', FETTLE_DATA: folder}}),
  ).toMatchObject([{check: 'PostgreSQL', message: expect.stringMatching(/ECONNREFUSED/) as string}])
  const environment = {
    DATABASE_URL: t.connectionString,
    FETTLE_DATA: t.services.config.dataFolder,
    FETTLE_SMTP_URL: 'smtp://me:secret@127.0.0.1:1',
  }
  const [mail, ...others] = await failures({environment})
  expect(others).toEqual([])
  expect(mail).toMatchObject({
    check: 'Mail',
    message: expect.stringMatching(/127\.0\.0\.1 cannot be used/) as string,
  })
  expect(JSON.stringify(mail)).not.toContain('secret')
})

async function attach(name: string, hash: string): Promise<void> {
  await t.db
    .insertInto('attachment')
    .values({
      issue_id: id,
      name,
      mime: 'text/plain',
      size: 7,
      hash,
      is_internal: true,
      created_at: new Date(),
    })
    .execute()
}
