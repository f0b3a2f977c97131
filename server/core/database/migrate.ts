import {readdir, readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {runMigrations} from 'graphile-worker'
import type pg from 'pg'

const folder = join(import.meta.dirname, '../../migrations')
const lockId = 715_001

/**
 * Brings the schema up to date: runs each `server/migrations/NNNN-name.sql` that has not run, in order,
 * each in its own transaction, and the ones of the job queue. Several processes may call it at once.
 *
 * @param options.only runs no others: for a backup, whose rows fit the schema they were taken from
 * @throws Error when the database was migrated by a newer Fettle, or a migration fails
 */
export async function migrate(pool: pg.Pool, {only}: {only?: ReadonlySet<string>} = {}): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query(`select pg_advisory_lock(${lockId})`)
    await client.query(
      'create table if not exists migration (name text primary key, ran_at timestamptz not null default now())',
    )
    const {rows} = await client.query<{name: string}>('select name from migration')
    const ran = new Set(rows.map(({name}) => name))
    const known = await knownMigrations()
    assertNoneUnknown(ran, known)
    for (const name of known)
      if (!ran.has(name) && only?.has(name) !== false) await runMigration(client, name)
    await runMigrations({pgPool: pool})
  } finally {
    await client.query(`select pg_advisory_unlock(${lockId})`).catch(() => undefined)
    client.release()
  }
}

/** Names of the migrations this program knows, in order. */
export async function knownMigrations(): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted()
}

async function runMigration(client: pg.PoolClient, name: string): Promise<void> {
  const text = await readFile(join(folder, name), 'utf8')
  await client.query('begin')
  try {
    await client.query(text)
    await client.query('insert into migration (name) values ($1)', [name])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${name} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}

function assertNoneUnknown(ran: ReadonlySet<string>, known: readonly string[]): void {
  const unknown = [...ran].filter((name) => !known.includes(name))
  if (unknown.length > 0)
    throw new Error(
      `This database was written by a newer Fettle (it has ${unknown.join(', ')}): start that version, or restore an older backup`,
    )
}
