import {open, readFile, rename, rm} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import type {Readable} from 'node:stream'
import type pg from 'pg'
import {to as copyTo} from 'pg-copy-streams'
import {AppError} from '../core/errors.ts'
import type {FileStore} from '../core/files/file-store.ts'
import {syncFolder} from '../core/files/sync-folder.ts'
import type {Manifest} from './backup-format.ts'
import {openBackupWriter, type BackupWriter} from './backup-writer.ts'
import {countRows} from './count-rows.ts'
import {findTables, quoted, readIdentities, tablesApart, type TableColumns} from './catalogue.ts'
import {findReferencedFiles} from './file-references.ts'
import {readJobs} from './jobs.ts'
import type {OnProgress} from './progress.ts'
import {withSnapshot} from './snapshot.ts'

export interface BackUpOptions {
  connectionString: string
  /** Null leaves the attachments' files out. */
  files: FileStore | null
  path: string
  onProgress?: OnProgress
  signal?: AbortSignal
}

export interface BackupReport {
  readonly path: string
  readonly bytes: number
  readonly tables: number
  readonly rows: number
  readonly files: number
  /** Hashes that rows refer to while the file was gone, before or during the backup. */
  readonly missingFiles: readonly string[]
  /** Hashes of files whose content has another hash; they are in the backup as they are. */
  readonly damagedFiles: readonly string[]
}

/**
 * Copies a running system, as it is at one moment, to one file. It is written beside and renamed when whole and
 * on disk; only its owner may read it, as it holds password hashes.
 */
export async function backUp(options: BackUpOptions): Promise<BackupReport> {
  const aside = `${options.path}.part`
  const handle = await open(aside, 'w', 0o600).catch((cause: unknown) => {
    throw new Error(`Cannot write ${aside}: ${(cause as Error).message}`, {cause})
  })
  try {
    const report = await writeParts(await openBackupWriter(handle), options)
    await handle.sync()
    await handle.close()
    await rename(aside, options.path)
    await syncFolder(dirname(options.path))
    return report
  } catch (error) {
    await handle.close().catch(() => undefined)
    await rm(aside, {force: true})
    throw error
  }
}

async function writeParts(writer: BackupWriter, options: BackUpOptions): Promise<BackupReport> {
  const {tables, rows, hashes} = await withSnapshot(options.connectionString, (client) =>
    writeRows(client, writer, options),
  )
  const {missingFiles, damagedFiles} = await writeFiles(writer, hashes, options)
  await writer.finish()
  return {
    path: options.path,
    bytes: writer.bytes,
    tables,
    rows,
    files: hashes.length - missingFiles.length,
    missingFiles,
    damagedFiles,
  }
}

async function writeRows(
  client: pg.Client,
  writer: BackupWriter,
  {files, onProgress = () => undefined, signal}: BackUpOptions,
): Promise<{tables: number; rows: number; hashes: string[]}> {
  const tables = (await findTables(client)).filter(({name}) => !tablesApart.has(name))
  const hashes = files === null ? [] : await findReferencedFiles(client)
  const manifest = await readManifest(client, tables, files === null ? null : hashes.length)
  await writer.writePart({part: 'manifest'}, [Buffer.from(JSON.stringify(manifest))])

  const total = manifest.tables.reduce((sum, {rows}) => sum + rows, 0)
  let done = 0
  for (const {name, columns} of tables) {
    const rows = copyTo(`copy public.${quoted([name])} (${quoted(columns)}) to stdout`)
    const before = done
    await writer.writePart(
      {part: 'table', table: name, columns},
      countRows(client.query(rows), (count) => {
        signal?.throwIfAborted()
        done += count
        onProgress({phase: 'rows', done, total})
      }),
    )
    assertCount(name, done - before, manifest)
  }
  await writer.writePart({part: 'jobs'}, await readJobs(client))
  return {tables: tables.length, rows: done, hashes}
}

function assertCount(table: string, copied: number, manifest: Manifest): void {
  const counted = manifest.tables.find(({name}) => name === table)?.rows
  if (copied !== counted)
    throw new Error(`Cannot copy ${table}: ${copied} rows came, ${counted} were counted`)
}

async function writeFiles(
  writer: BackupWriter,
  hashes: readonly string[],
  {files, onProgress = () => undefined, signal}: BackUpOptions,
): Promise<Pick<BackupReport, 'missingFiles' | 'damagedFiles'>> {
  const missingFiles: string[] = []
  const damagedFiles: string[] = []
  for (const [index, hash] of hashes.entries()) {
    signal?.throwIfAborted()
    const stream = files === null ? undefined : await openOrMiss(files, hash)
    if (stream === undefined) missingFiles.push(hash)
    else {
      const {sha256} = await writer.writePart({part: 'file', hash}, stream)
      if (sha256 !== hash) damagedFiles.push(hash)
    }
    onProgress({phase: 'files', done: index + 1, total: hashes.length})
  }
  return {missingFiles, damagedFiles}
}

async function openOrMiss(files: FileStore, hash: string): Promise<Readable | undefined> {
  try {
    return await files.open(hash)
  } catch (error) {
    if (error instanceof AppError && error.code === 'notFound') return undefined
    throw error
  }
}

async function readManifest(
  client: pg.Client,
  tables: readonly TableColumns[],
  files: number | null,
): Promise<Manifest> {
  const migrations = await client.query<{name: string}>(
    'select name from migration order by name collate "C"',
  )
  const server = await client.query<{version: string; now: Date}>(
    "select current_setting('server_version') as version, now() as now",
  )
  const counts: {name: string; rows: number}[] = []
  for (const {name} of tables) {
    const {rows} = await client.query<{count: string}>(`select count(*) from public.${quoted([name])}`)
    counts.push({name, rows: Number(rows[0]?.count)})
  }
  return {
    fettle: await readVersion(),
    takenAt: (server.rows[0]?.now ?? new Date()).toISOString(),
    postgres: server.rows[0]?.version ?? '',
    migrations: migrations.rows.map(({name}) => name),
    tables: counts,
    identities: await readIdentities(client),
    cursors: await readCursors(client),
    files,
  }
}

/**
 * Restored events are ordered by id alone. So a follower goes on after the last id below which it had read
 * everything; where transactions overlapped it may meet a few again, and misses none.
 */
async function readCursors(client: pg.Client): Promise<Manifest['cursors']> {
  const {rows} = await client.query<{name: string; eventId: string}>(`
    select c.name, coalesce(
      (select min(e.id) - 1 from event e where (e.xid, e.id) > (c.xid, c.event_id)),
      (select max(e.id) from event e), 0)::text as "eventId"
    from event_cursor c order by c.name collate "C"`)
  return rows.map(({name, eventId}) => ({name, eventId: Number(eventId)}))
}

async function readVersion(): Promise<string> {
  const text = await readFile(join(import.meta.dirname, '../../package.json'), 'utf8')
  return (JSON.parse(text) as {version: string}).version
}
