import {sql} from 'kysely'
import type {Db, Tx} from '../core/database/database.ts'
import type {FileHash, FileStore} from '../core/files/file-store.ts'

/**
 * Held while a row that refers to a file is written, and while a file is removed because no row does:
 * so neither can happen behind the other's back.
 */
export async function lockFile(tx: Tx, hash: FileHash): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`file ${hash}`}, 0))`.execute(tx)
}

/** Those of the hashes that no attachment refers to, removed ones included while their rows are kept. */
export async function findUnreferenced(db: Db, hashes: readonly FileHash[]): Promise<FileHash[]> {
  const {rows} = await sql<{hash: string}>`
    select hash from unnest(${hashes}::text[]) given (hash)
    where not exists (select from attachment where attachment.hash = given.hash)
      and not exists (select from attachment where attachment.thumbnail_hash = given.hash)`.execute(db)
  return rows.map(({hash}) => hash)
}

/** Removes a file unless a row refers to it, and says whether it did. */
export async function removeUnreferenced(db: Db, files: FileStore, hash: FileHash): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    await lockFile(tx, hash)
    const [unreferenced] = await findUnreferenced(tx, [hash])
    if (unreferenced === undefined) return false
    await files.delete(unreferenced)
    return true
  })
}
