import {sql} from 'kysely'
import type {FastifyBaseLogger} from 'fastify'
import type {Db} from '../core/database/database.ts'
import type {FileHash, FileStore} from '../core/files/file-store.ts'
import {findUnreferenced, removeUnreferenced} from './stored-files.ts'

const day = 24 * 60 * 60 * 1000
const batchSize = 1_000

/**
 * Forgets attachments that were removed 30 days ago, then removes the files that no row refers to any more
 * and that are older than a day: a younger one may be an upload whose row is still to come.
 */
export async function sweepFiles(db: Db, files: FileStore, log: FastifyBaseLogger): Promise<void> {
  await db
    .deleteFrom('attachment')
    .where('deleted_at', '<', sql<Date>`now() - interval '30 days'`)
    .execute()
  const temporary = await files.sweepTemporaryFiles()
  let removed = 0
  let batch: FileHash[] = []
  for await (const hash of files.list()) {
    batch.push(hash)
    if (batch.length < batchSize) continue
    removed += await sweepBatch(db, files, batch)
    batch = []
  }
  removed += await sweepBatch(db, files, batch)
  if (removed + temporary > 0) log.info({removed, temporary}, 'Removed files that nothing refers to')
}

async function sweepBatch(db: Db, files: FileStore, hashes: readonly FileHash[]): Promise<number> {
  let removed = 0
  for (const hash of await findUnreferenced(db, hashes)) {
    const found = await files.stat(hash)
    if (found === undefined || Date.now() - found.storedAt.getTime() < day) continue
    if (await removeUnreferenced(db, files, hash)) removed += 1
  }
  return removed
}
