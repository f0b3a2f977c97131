import {execFile} from 'node:child_process'
import {existsSync} from 'node:fs'
import {chmod, mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {Client} from 'pg'
import {expect, test} from 'vitest'
import {openFileStore} from '../core/files/open-file-store.ts'
import {chooseAccount, giveTo} from '../core/postgres/account.ts'
import {exportData} from '../export/export-data.ts'
import {startTestApp} from '../testing/app.ts'
import {runStatement} from '../testing/run-statement.ts'
import {withDatabase} from '../testing/with-database.ts'
import {backUp} from './back-up.ts'
import {restore} from './restore.ts'

/** Another PostgreSQL than the embedded one: Debian's, unless told otherwise. */
const binaries = process.env['FETTLE_TEST_POSTGRES_BIN'] ?? '/usr/lib/postgresql/15/bin'
const missing = !existsSync(join(binaries, 'initdb'))
if (missing)
  console.warn(
    `Skipped: no other PostgreSQL in ${binaries} to restore onto (install postgresql-15, or set FETTLE_TEST_POSTGRES_BIN)`,
  )

test.skipIf(missing)(
  'a backup goes onto another PostgreSQL, by somebody who is no superuser there, and back',
  {timeout: 90_000},
  async () => {
    const t = await startTestApp()
    const folder = await mkdtemp(join(tmpdir(), 'fettle-elsewhere-'))
    const other = await startPostgres(folder)
    try {
      await t.addProject({key: 'WEB'})
      const parent = await t.addIssue({project: 'WEB', title: 'Äpfel "und" \\ Birnen', labels: ['ä']})
      await t.addIssue({project: 'WEB', parentKey: parent, visibility: 'private'})
      const files = await openFileStore({folder: join(folder, 'files')})

      const there = join(folder, 'there.fettle')
      await backUp({connectionString: t.connectionString, files, path: there})
      await restore({connectionString: other.connectionString, files, path: there})
      const exported = await exportText(t.connectionString)
      expect(await exportText(other.connectionString)).toBe(exported)

      const back = join(folder, 'back.fettle')
      await backUp({connectionString: other.connectionString, files, path: back})
      const home = await createEmptyDatabase(t.connectionString)
      await restore({connectionString: home.connectionString, files, path: back})
      expect(await exportText(home.connectionString)).toBe(exported)
      await home.drop()
    } finally {
      await other.stop()
      await t.close()
      await rm(folder, {recursive: true, force: true})
    }
  },
)

/** An empty database beside the one of the test, not even migrated. */
async function createEmptyDatabase(
  connectionString: string,
): Promise<{connectionString: string; drop(): Promise<void>}> {
  const name = `restored_${process.pid}`
  await runStatement(connectionString, `create database ${name}`)
  return {
    connectionString: withDatabase(connectionString, name),
    drop: () => runStatement(connectionString, `drop database ${name} with (force)`),
  }
}

/** A server with a database whose owner, "app", is nobody special. */
async function startPostgres(folder: string): Promise<{connectionString: string; stop(): Promise<void>}> {
  const home = join(folder, 'pg')
  const account = await chooseAccount(home, folder)
  const run = (program: string, args: string[]): Promise<unknown> =>
    promisify(execFile)(join(binaries, program), args, {
      ...account,
      cwd: '/',
      env: {LC_ALL: 'C', PATH: '/usr/bin:/bin'},
    })
  await chmod(folder, 0o711)
  const cluster = await mkdtemp(join(folder, 'pg-'))
  await giveTo(account, cluster)
  await run('initdb', [
    '-D',
    join(cluster, 'data'),
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C',
  ])
  const options = `-c listen_addresses='' -c unix_socket_directories='${cluster}' -c fsync=off`
  await run('pg_ctl', ['-D', join(cluster, 'data'), '-w', '-o', options, '-l', join(cluster, 'log'), 'start'])
  const address = (user: string, database: string): string =>
    `postgresql://${user}@/${database}?host=${encodeURIComponent(cluster)}`
  await runStatement(address('postgres', 'postgres'), 'create role app login')
  await runStatement(address('postgres', 'postgres'), 'create database app owner app')
  await assertNoSuperuser(address('app', 'app'))
  return {
    connectionString: address('app', 'app'),
    stop: async () => void (await run('pg_ctl', ['-D', join(cluster, 'data'), '-m', 'immediate', 'stop'])),
  }
}

async function assertNoSuperuser(connectionString: string): Promise<void> {
  const client = new Client({connectionString})
  await client.connect()
  const {rows} = await client.query<{super: string}>("select current_setting('is_superuser') as super")
  await client.end()
  expect(rows[0]?.super).toBe('off')
}

async function exportText(connectionString: string): Promise<string> {
  const chunks: Buffer[] = []
  await exportData({connectionString, write: async (chunk) => void chunks.push(chunk)})
  return Buffer.concat(chunks).toString()
}
