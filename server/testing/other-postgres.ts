import {execFile} from 'node:child_process'
import {existsSync} from 'node:fs'
import {chmod, mkdtemp} from 'node:fs/promises'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {Client} from 'pg'
import {chooseAccount, giveTo} from '../core/postgres/account.ts'
import {runStatement} from './run-statement.ts'

/** Another PostgreSQL than the embedded one: Debian's, unless told otherwise. */
const binaries = process.env['FETTLE_TEST_POSTGRES_BIN'] ?? '/usr/lib/postgresql/15/bin'

export const hasOtherPostgres = existsSync(join(binaries, 'initdb'))
if (!hasOtherPostgres)
  console.warn(
    `Skipped: no other PostgreSQL in ${binaries} (install postgresql-15, or set FETTLE_TEST_POSTGRES_BIN)`,
  )

/** A server with a database whose owner, "app", is nobody special. */
export async function startOtherPostgres(
  folder: string,
): Promise<{connectionString: string; stop(): Promise<void>}> {
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
  if (rows[0]?.super !== 'off') throw new Error('The test is about somebody who is no superuser')
}
