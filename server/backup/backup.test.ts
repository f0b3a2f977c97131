import {randomBytes} from 'node:crypto'
import {mkdtemp, readFile, rm, stat, truncate, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {Readable} from 'node:stream'
import {Client} from 'pg'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {knownMigrations, migrate} from '../core/database/migrate.ts'
import {openPool} from '../core/database/pool.ts'
import {openFileStore} from '../core/files/open-file-store.ts'
import type {FileStore} from '../core/files/file-store.ts'
import {exportData} from '../export/export-data.ts'
import {must, startTestApp, type TestApp} from '../testing/app.ts'
import {createTestDatabase, type TestDatabase} from '../testing/database.ts'
import {runStatement} from '../testing/run-statement.ts'
import {withDatabase} from '../testing/with-database.ts'
import {backUp} from './back-up.ts'
import {verifyBackup} from './read-backup.ts'
import {restore} from './restore.ts'

let t: TestApp
let folder: string
let fileHash: string

beforeAll(async () => {
  t = await startTestApp()
  folder = await mkdtemp(join(tmpdir(), 'fettle-backup-test-'))
  await fill(t)
})
afterAll(async () => {
  await t.close()
  await rm(folder, {recursive: true, force: true})
})

test('what is restored exports byte for byte what was backed up', async () => {
  const before = await exportText(t.connectionString)
  const report = await backUp(optionsOf('whole.fettle'))
  expect(report).toMatchObject({files: 1, missingFiles: [], damagedFiles: []})
  expect((await stat(report.path)).mode & 0o777).toBe(0o600)

  await withEmptySystem(async (target, files) => {
    const restored = await restore({connectionString: target.connectionString, files, path: report.path})
    expect(restored).toMatchObject({rows: report.rows, files: 1, damagedFiles: [], migrated: []})
    expect(await exportText(target.connectionString)).toBe(before)
    expect(await tableText(target.connectionString)).toEqual(await tableText(t.connectionString))
    expect((await files.stat(fileHash))?.size).toBe(100_000)
  })
})

test('ids go on after the restored ones, new events sort behind the restored, and keys are in force', async () => {
  const {path} = await backUp(optionsOf('ids.fettle'))
  await withEmptySystem(async (target, files) => {
    await restore({connectionString: target.connectionString, files, path})
    await withClient(target.connectionString, async (client) => {
      const person = await client.query<{isNew: boolean}>(
        `insert into person (name) values ('New') returning id > (select max(id) from person p where p.name <> 'New') as "isNew"`,
      )
      expect(person.rows[0]?.isNew).toBe(true)
      await client.query(
        `insert into event (at, kind, via, payload) values (now(), 'person.created', 'cli', '{}')`,
      )
      const order = await client.query<{kind: string}>(
        'select kind from event order by xid desc, id desc limit 1',
      )
      expect(order.rows[0]?.kind).toBe('person.created')
      await expect(client.query('insert into vote values (0, 0, now())')).rejects.toThrow(/foreign key/)
    })
  })
})

test('a follower goes on where it was, and misses no event of a transaction that was slower', async () => {
  await withClient(t.connectionString, async (client) => {
    await client.query(
      "insert into event_cursor (name, xid, event_id) values ('mail', '0', 0), ('search', '0', 0)",
    )
    await client.query(`update event_cursor set (xid, event_id) = (
      select xid, id from event order by xid desc, id desc limit 1) where name = 'mail'`)
  })
  const {path} = await backUp(optionsOf('cursors.fettle'))
  await withEmptySystem(async (target, files) => {
    await restore({connectionString: target.connectionString, files, path})
    await withClient(target.connectionString, async (client) => {
      const {rows} = await client.query(`select name, xid::text,
        (select count(*)::int from event e where (e.xid, e.id) > (c.xid, c.event_id)) as unread,
        (select count(*)::int from event) as total from event_cursor c order by name`)
      expect(rows).toMatchObject([
        {name: 'mail', xid: '1', unread: 0},
        {name: 'search', xid: '1', unread: rows[0].total},
      ])
    })
  })
})

test('while others write, a backup is one moment: every issue has its event, every number is counted', async () => {
  const done = new AbortController()
  const writers = [1, 2, 3].map(async () => {
    while (!done.signal.aborted) await t.addIssue({project: 'WEB', title: 'Meanwhile'})
  })
  const {path} = await backUp(optionsOf('busy.fettle')).finally(() => done.abort())
  await Promise.all(writers)
  await withEmptySystem(async (target, files) => {
    await restore({connectionString: target.connectionString, files, path})
    await withClient(target.connectionString, async (client) => {
      const {rows} = await client.query(`select
        (select count(*)::int from issue i where not exists (
          select from event e where e.issue_id = i.id and e.kind = 'issue.created')) as silent,
        (select count(*)::int from issue i join project_counter c using (project_id)
          where i.number > c.last_number) as uncounted`)
      expect(rows).toEqual([{silent: 0, uncounted: 0}])
    })
  })
})

test('a backup of an older schema goes into a newer system, which is then migrated', async () => {
  const [first = '', ...later] = await knownMigrations()
  const old = await emptyDatabase()
  const oldPool = openPool({connectionString: old.connectionString, max: 3, onError: () => undefined})
  await migrate(oldPool, {only: new Set([first])})
  await oldPool.query("insert into person (name) values ('Old')")
  await oldPool.end()
  const {path} = await backUp({...optionsOf('old.fettle'), connectionString: old.connectionString})
  await old.drop()

  await withEmptySystem(async (target, files) => {
    const report = await restore({connectionString: target.connectionString, files, path})
    expect(report.migrated).toEqual(later)
    await withClient(target.connectionString, async (client) => {
      const {rows} = await client.query(`select (select name from person) as person,
        (select count(*)::int from issue_type) as types, (select count(*)::int from migration) as migrations`)
      expect(rows).toEqual([{person: 'Old', types: 7, migrations: later.length + 1}])
    })
  })
})

test('a backup of a newer Fettle is refused before anything is touched', async () => {
  await withClient(t.connectionString, (client) =>
    client.query("insert into migration (name) values ('9999-x.sql')"),
  )
  const {path} = await backUp(optionsOf('newer.fettle'))
  await withClient(t.connectionString, (client) =>
    client.query("delete from migration where name = '9999-x.sql'"),
  )
  const target = await emptyDatabase()
  const files = await emptyFileStore()
  await expect(restore({connectionString: target.connectionString, files, path})).rejects.toThrow(
    /taken by a newer Fettle \(0\.1\.0, with 9999-x\.sql\)/,
  )
  await target.drop()
})

test('a database of something else is refused', async () => {
  const {path} = await backUp(optionsOf('foreign.fettle'))
  const target = await emptyDatabase()
  await runStatement(target.connectionString, 'create table invoice (id integer)')
  const files = await emptyFileStore()
  await expect(restore({connectionString: target.connectionString, files, path})).rejects.toThrow(
    /holds tables that are not Fettle's \(invoice\)/,
  )
  await target.drop()
})

test('a database that a server uses is refused, though nothing is in it yet', async () => {
  const {path} = await backUp(optionsOf('served.fettle'))
  await withEmptySystem(async (target, files) => {
    const server = new Client({connectionString: target.connectionString, application_name: 'fettle listen'})
    await server.connect()
    await expect(restore({connectionString: target.connectionString, files, path})).rejects.toThrow(
      /while a Fettle serves this database/,
    )
    await server.end()
  })
})

test('a system in use is refused and left alone', async () => {
  const {path} = await backUp(optionsOf('refused.fettle'))
  const before = await tableText(t.connectionString)
  const {files} = t.services
  await expect(restore({connectionString: t.connectionString, files, path})).rejects.toThrow(
    /Cannot restore into a system that is in use/,
  )
  expect(await tableText(t.connectionString)).toEqual(before)
})

test('a backup without files says so, and one of a lost file names it', async () => {
  expect(await backUp({...optionsOf('rows.fettle'), files: null})).toMatchObject({files: 0, missingFiles: []})
  const files = await emptyFileStore()
  const report = await backUp({...optionsOf('lost.fettle'), files})
  expect(report).toMatchObject({files: 0, missingFiles: [fileHash]})
})

test('a file that was damaged before stays out, and everything else comes back', async () => {
  const files = await emptyFileStore()
  const {hash} = await files.put(Readable.from([Buffer.from('other')]), {maxBytes: 10})
  const swapped: FileStore = {...files, open: () => files.open(hash)}
  const {path, damagedFiles} = await backUp({...optionsOf('swapped.fettle'), files: swapped})
  expect(damagedFiles).toEqual([fileHash])
  await withEmptySystem(async (target, into) => {
    const report = await restore({connectionString: target.connectionString, files: into, path})
    expect(report).toMatchObject({files: 0, damagedFiles: [fileHash]})
  })
})

test.each([1, 40, 5000])('a backup cut off by %i bytes is refused, and nothing is restored', async (cut) => {
  const {path, bytes} = await backUp(optionsOf(`cut-${cut}.fettle`))
  await truncate(path, bytes - cut)
  await withEmptySystem(async (target, files) => {
    await expect(restore({connectionString: target.connectionString, files, path})).rejects.toThrow(
      /ends too early/,
    )
  })
})

test('a changed byte anywhere is noticed, and so is another kind of file', async () => {
  const {path} = await backUp(optionsOf('changed.fettle'))
  const bytes = await readFile(path)
  for (const at of [16, 21, 400, Math.floor(bytes.length / 2), bytes.length - 3]) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 0x10
    await writeFile(path, changed)
    await expect(verifyBackup(path), `byte ${at}`).rejects.toThrow(/Cannot read/)
  }
  await writeFile(path, 'PK something else altogether')
  await expect(verifyBackup(path)).rejects.toThrow(/no backup of Fettle/)
})

test('a backup that is stopped leaves no file behind', async () => {
  const stop = AbortSignal.abort(new Error('Stopped'))
  await expect(backUp({...optionsOf('stopped.fettle'), signal: stop})).rejects.toThrow('Stopped')
  await expect(stat(join(folder, 'stopped.fettle'))).rejects.toThrow(/ENOENT/)
  await expect(stat(join(folder, 'stopped.fettle.part'))).rejects.toThrow(/ENOENT/)
})

function optionsOf(name: string) {
  return {connectionString: t.connectionString, files: t.services.files, path: join(folder, name)}
}

/** Projects, people and issues with texts that are hard to copy, relations, a file, and a queued job. */
async function fill({admin, db, services, ...app}: TestApp): Promise<void> {
  await app.addProject({key: 'WEB'})
  const reporter = await app.addPerson({name: 'Zoë "Q" O\\Neil\t', roles: {WEB: 'reporter'}})
  for (const body of ['plain', 'tab\tline\nbreak\\n \\. "quoted" \u2028 😀 \\x01', '\\.', '']) {
    const key = await app.addIssue({
      project: 'WEB',
      title: `About ${body.length}`,
      body,
      labels: ['a', 'b c'],
    })
    must(await admin.get(`/issues/${key}`), 200)
  }
  const issues = await db.selectFrom('issue').select('id').orderBy('id').execute()
  const [first, second] = issues
  if (first === undefined || second === undefined) throw new Error('No issues were made')
  const stored = await services.files.put(Readable.from([randomBytes(100_000)]), {maxBytes: 1e6})
  fileHash = stored.hash
  const at = new Date()
  await db
    .insertInto('attachment')
    .values({
      name: 'a.bin',
      mime: 'application/octet-stream',
      created_at: at,
      issue_id: first.id,
      ...stored,
    })
    .execute()
  await db
    .insertInto('relation')
    .values({kind: 'blocks', from_issue_id: first.id, to_issue_id: second.id, created_at: at})
    .execute()
  await db.updateTable('issue').set({parent_id: second.id}).where('id', '=', first.id).execute()
  await db
    .insertInto('watcher')
    .values({issue_id: first.id, person_id: reporter.personId, since: at})
    .execute()
  await services.jobs.add(db, 'idempotency.forget', {a: 1}, {key: 'only-one'})
}

async function exportText(connectionString: string): Promise<string> {
  const chunks: Buffer[] = []
  await exportData({connectionString, write: async (chunk) => void chunks.push(chunk)})
  return Buffer.concat(chunks).toString()
}

/** Every row of every table, and the queue: more than an export shows. */
async function tableText(connectionString: string): Promise<Record<string, string[]>> {
  return withClient(connectionString, async (client) => {
    const {rows: tables} = await client.query<{name: string}>(`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
        and relname not in ('migration', 'event_cursor') order by 1`)
    const text: Record<string, string[]> = {}
    for (const {name} of tables) {
      const line = name === 'event' ? "(to_jsonb(t) - 'xid')" : 'to_jsonb(t)'
      const {rows} = await client.query<{line: string}>(
        `select ${line}::text as line from "${name}" t order by 1`,
      )
      text[name] = rows.map(({line}) => line)
    }
    const jobs = await client.query<{line: string}>(
      'select task_identifier || key || run_at as line from graphile_worker.jobs order by 1',
    )
    return {...text, jobs: jobs.rows.map(({line}) => line)}
  })
}

async function withClient<Result>(
  connectionString: string,
  use: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({connectionString})
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

async function withEmptySystem(
  use: (target: TestDatabase, files: FileStore) => Promise<void>,
): Promise<void> {
  const target = await createTestDatabase()
  try {
    await use(target, await emptyFileStore())
  } finally {
    await target.drop()
  }
}

/** Not even migrated. */
async function emptyDatabase(): Promise<TestDatabase> {
  const name = `empty_${randomBytes(6).toString('hex')}`
  await runStatement(t.connectionString, `create database ${name}`)
  return {
    connectionString: withDatabase(t.connectionString, name),
    drop: () => runStatement(t.connectionString, `drop database ${name} with (force)`),
  }
}

async function emptyFileStore(): Promise<FileStore> {
  return openFileStore({folder: await mkdtemp(join(folder, 'files-'))})
}
