import {Readable} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import type pg from 'pg'
import {from as copyFrom} from 'pg-copy-streams'
import {knownMigrations, migrate} from '../core/database/migrate.ts'
import {openPool} from '../core/database/pool.ts'
import type {FileStore} from '../core/files/file-store.ts'
import {holdServerLock} from '../core/postgres/server-lock.ts'
import type {Manifest} from './backup-format.ts'
import {countRows} from './count-rows.ts'
import {columnsApart, findTables, quoted, tablesApart} from './catalogue.ts'
import {withoutConstraints} from './constraints.ts'
import {assertEmptySystem, assertNotServed, dropSchema} from './empty-system.ts'
import {addJobs} from './jobs.ts'
import type {OnProgress} from './progress.ts'
import {readBackup, readManifest, verifyBackup, type BackupPart} from './read-backup.ts'

export interface RestoreOptions {
  connectionString: string
  files: FileStore
  path: string
  onProgress?: OnProgress
  signal?: AbortSignal
}

export interface RestoreReport {
  readonly path: string
  readonly takenAt: string
  readonly rows: number
  readonly files: number
  /** Files that were damaged before the backup was taken: they stay out, their attachments have no content. */
  readonly damagedFiles: readonly string[]
  /** Whether the backup was taken with its files. */
  readonly hasFiles: boolean
  /** Migrations that this Fettle has and the backup's had not. */
  readonly migrated: readonly string[]
}

/**
 * Fills an empty system from a backup, also on another version of PostgreSQL. All rows come in, or none.
 *
 * @throws Error with a sentence when the system is not empty, is being served, or the file cannot be trusted
 */
export async function restore(options: RestoreOptions): Promise<RestoreReport> {
  const {connectionString, path, onProgress = () => undefined} = options
  onProgress({phase: 'verify', done: 0, total: 1})
  await verifyBackup(path)
  const manifest = await readManifest(path)
  const newer = await newerMigrations(manifest)

  const pool = openPool({
    connectionString,
    max: 4,
    onError: () => undefined,
    applicationName: 'fettle restore',
  })
  try {
    const unlock = await holdServerLock(pool)
    try {
      const counts = await load(pool, manifest, options)
      onProgress({phase: 'finish', done: 0, total: 1})
      await migrate(pool)
      await pool.query('analyze')
      return {
        path,
        takenAt: manifest.takenAt,
        ...counts,
        hasFiles: manifest.files !== null,
        migrated: newer,
      }
    } finally {
      await unlock()
    }
  } finally {
    await pool.end()
  }
}

async function newerMigrations({fettle, migrations}: Manifest): Promise<string[]> {
  const known = await knownMigrations()
  const unknown = migrations.filter((name) => !known.includes(name))
  if (unknown.length > 0)
    throw new Error(
      `Cannot restore this backup: it was taken by a newer Fettle (${fettle}, with ${unknown.join(', ')}); update this one first`,
    )
  return known.filter((name) => !migrations.includes(name))
}

interface Loaded {
  rows: number
  files: number
  damagedFiles: string[]
}

async function load(pool: pg.Pool, manifest: Manifest, options: RestoreOptions): Promise<Loaded> {
  const client = await pool.connect()
  try {
    await client.query("set timezone = 'UTC'; set datestyle = 'ISO'; set statement_timeout = 0")
    await client.query('set idle_in_transaction_session_timeout = 0')
    await assertEmptySystem(client)
    await assertNotServed(client)
    await prepareSchema(pool, client, manifest)
    await client.query('begin')
    const counts = await loadParts(client, manifest, options)
    await client.query('commit')
    return counts
  } finally {
    // Not given back to the pool: what goes wrong half way ends with the connection.
    client.release(true)
  }
}

/** The very schema that the backup was taken of; what was migrated further is unused and starts again. */
async function prepareSchema(pool: pg.Pool, client: pg.ClientBase, {migrations}: Manifest): Promise<void> {
  const {rows} = await client.query<{exists: boolean}>(
    "select to_regclass('migration') is not null as exists",
  )
  if (rows[0]?.exists === true) {
    const ran = await client.query<{name: string}>('select name from migration')
    if (ran.rows.some(({name}) => !migrations.includes(name))) await dropSchema(client)
  }
  await migrate(pool, {only: new Set(migrations)})
}

async function loadParts(
  client: pg.ClientBase,
  manifest: Manifest,
  options: RestoreOptions,
): Promise<Loaded> {
  const {onProgress = () => undefined, signal} = options
  const loaded: Loaded = {rows: 0, files: 0, damagedFiles: []}
  const total = manifest.tables.reduce((sum, {rows}) => sum + rows, 0)
  await emptyTables(client)
  await withoutConstraints(client, async () => {
    await client.query("alter table event alter column xid set default '1'")
    for await (const part of readBackup(options.path)) {
      signal?.throwIfAborted()
      const {head} = part
      if (head.part === 'table') {
        await loadTable(client, head.table, head.columns, part, manifest, (count) => {
          signal?.throwIfAborted()
          loaded.rows += count
          onProgress({phase: 'rows', done: loaded.rows, total})
        })
      } else if (head.part === 'jobs') await addJobs(client, await textOf(part.content))
      else if (head.part === 'file') {
        if (await loadFile(options.files, head.hash, part)) loaded.files++
        else loaded.damagedFiles.push(head.hash)
        onProgress({phase: 'files', done: loaded.files, total: manifest.files ?? 0})
      }
    }
    await client.query('alter table event alter column xid set default pg_current_xact_id()')
  })
  await setIdentities(client, manifest)
  await setCursors(client, manifest)
  return loaded
}

/** The migrations fill in the default types and workflows, and a first start leaves a link behind. */
async function emptyTables(client: pg.ClientBase): Promise<void> {
  const names = (await findTables(client)).map(({name}) => name).filter((name) => name !== 'migration')
  await client.query(`truncate ${quoted(names)} restart identity`)
}

async function loadTable(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  {content}: BackupPart,
  manifest: Manifest,
  onRows: (count: number) => void,
): Promise<void> {
  if (tablesApart.has(table) || columns.some((column) => columnsApart.has(`${table}.${column}`)))
    throw new Error(`Cannot restore ${table}: this backup holds what it should not`)
  const copy = client.query(copyFrom(`copy public.${quoted([table])} (${quoted(columns)}) from stdin`))
  await pipeline(countRows(content, onRows), copy)
  const expected = manifest.tables.find(({name}) => name === table)?.rows
  if (copy.rowCount !== expected)
    throw new Error(`Cannot restore ${table}: ${copy.rowCount} rows came in, ${expected} were backed up`)
}

/** Whether the content is what its hash says. */
async function loadFile(files: FileStore, hash: string, {content}: BackupPart): Promise<boolean> {
  const stream = Readable.from(content, {objectMode: false})
  return (await files.put(stream, {maxBytes: Number.MAX_SAFE_INTEGER})).hash === hash
}

async function textOf(content: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of content) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

async function setIdentities(client: pg.ClientBase, {identities}: Manifest): Promise<void> {
  for (const {table, column, lastValue, isCalled} of identities)
    await client.query('select setval(pg_get_serial_sequence(quote_ident($1), $2), $3::bigint, $4)', [
      table,
      column,
      lastValue,
      isCalled,
    ])
}

/** Restored events have xid 1, below every transaction of this server, and are ordered by id. */
async function setCursors(client: pg.ClientBase, {cursors}: Manifest): Promise<void> {
  for (const {name, eventId} of cursors)
    await client.query("insert into event_cursor (name, xid, event_id) values ($1, '1', $2)", [name, eventId])
}
