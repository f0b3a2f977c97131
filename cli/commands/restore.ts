import {join} from 'node:path'
import {restore, type RestoreReport} from '../../server/backup/restore.ts'
import type {Config} from '../../server/core/config.ts'
import {openFileStore} from '../../server/core/files/open-file-store.ts'
import {lockDataFolder} from '../../server/core/postgres/data-folder-lock.ts'
import {startEmbeddedPostgres} from '../../server/core/postgres/start-embedded-postgres.ts'
import {CliError} from '../cli-error.ts'
import {note, print, printJson} from '../output.ts'
import {progressLine} from '../progress-line.ts'
import {stopSignal} from '../stop-signal.ts'
import {configOfCommand, quietLog} from '../system.ts'

export interface RestoreArguments {
  into: string
  json?: boolean
}

export async function restoreFromFile(path: string, {into, json}: RestoreArguments): Promise<void> {
  const signal = stopSignal()
  const config = configOfCommand()
  const databaseUrl = into === 'default' ? config.databaseUrl : readDatabaseUrl(into)
  const report = await withEmptySystem(config, databaseUrl, async (connectionString) => {
    const progress = progressLine()
    return restore({
      connectionString,
      files: await openFileStore({folder: join(config.dataFolder, 'files')}),
      path,
      signal,
      onProgress: ({phase, done, total}) => progress.show(labels[phase], done, total),
    }).finally(() => progress.end())
  })
  if (json === true) printJson(report)
  else print(sentenceOf(report))
  warn(report)
}

const labels = {
  verify: 'Checking the backup',
  rows: 'Restoring rows',
  files: 'Restoring files',
  finish: 'Finishing',
} as const

function readDatabaseUrl(text: string): string {
  if (/^postgres(ql)?:\/\//.test(text)) return text
  throw new CliError('usage', `Wrong usage: --into takes postgresql://… or "default", not "${text}"`)
}

/** No server may start while it is filled, and none may run. */
async function withEmptySystem<Result>(
  {dataFolder}: Config,
  databaseUrl: string | undefined,
  use: (connectionString: string) => Promise<Result>,
): Promise<Result> {
  const lock = await lockDataFolder(dataFolder).catch((error: Error) => {
    throw new CliError('failed', `${error.message}; stop it first, or set FETTLE_DATA to an empty folder`)
  })
  try {
    if (databaseUrl !== undefined) return await use(databaseUrl)
    const postgres = await startEmbeddedPostgres({dataDir: dataFolder, log: quietLog})
    try {
      return await use(postgres.connectionString)
    } finally {
      await postgres.stop()
    }
  } finally {
    await lock.release()
  }
}

function sentenceOf({rows, files, takenAt, migrated}: RestoreReport): string {
  const content = `${rows.toLocaleString('en')} rows and ${files.toLocaleString('en')} files`
  const further = migrated.length === 0 ? '' : `, and migrated it further (${migrated.join(', ')})`
  return `Restored ${content} as they were at ${takenAt}${further}`
}

function warn({hasFiles, damagedFiles}: RestoreReport): void {
  if (!hasFiles)
    note('The backup was taken without files: put the folder "files" of the old data folder in place')
  if (damagedFiles.length > 0)
    note(`${damagedFiles.length} attached files were damaged before the backup and stay out`)
}
