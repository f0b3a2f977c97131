import {randomUUID} from 'node:crypto'
import {mkdir, open, readdir, rename, rm, stat} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import type {Readable} from 'node:stream'
import {AppError} from '../errors.ts'
import {
  type ByteRange,
  type FileHash,
  type FileStore,
  type StoredFile,
  assertFileHash,
  isFileHash,
} from './file-store.ts'
import {isFsError, syncFolder} from './sync-folder.ts'
import {writeDurably} from './write-durably.ts'

const day = 24 * 60 * 60 * 1000
const shards = Array.from({length: 256}, (_, index) => index.toString(16).padStart(2, '0'))

/**
 * The file store on local disk: `folder/ab/abcd…`, uploads under way in `folder/tmp`.
 * On node:fs, since @flystorage/local-fs 1.2 writes in place and cannot fsync.
 */
export async function openFileStore({folder}: {folder: string}): Promise<FileStore> {
  const store = new LocalFileStore(folder)
  await store.prepare()
  return store
}

class LocalFileStore implements FileStore {
  private readonly folder: string
  private readonly temporary: string

  constructor(folder: string) {
    this.folder = folder
    this.temporary = join(folder, 'tmp')
  }

  async prepare(): Promise<void> {
    await mkdir(this.temporary, {recursive: true, mode: 0o700})
    for (const shard of shards) await mkdir(join(this.folder, shard), {recursive: true, mode: 0o700})
    await syncFolder(this.folder)
    await syncFolder(dirname(this.folder))
  }

  async put(stream: Readable, {maxBytes}: {maxBytes: number}): Promise<StoredFile> {
    const path = join(this.temporary, randomUUID())
    try {
      const stored = await writeDurably(path, stream, maxBytes)
      await this.keep(path, stored.hash)
      return stored
    } catch (error) {
      stream.destroy()
      await rm(path, {force: true})
      throw error
    }
  }

  /** Over an equal file too: that heals a damaged one, and spares the question whether it was synced. */
  private async keep(path: string, hash: FileHash): Promise<void> {
    await rename(path, this.pathOf(hash))
    await syncFolder(this.shardOf(hash))
  }

  async open(hash: FileHash, range?: ByteRange): Promise<Readable> {
    const handle = await open(this.pathOf(hash), 'r').catch((error: unknown) => {
      if (isFsError(error, 'ENOENT')) throw new AppError('notFound', `No such file: ${hash}`, {cause: error})
      throw error
    })
    return handle.createReadStream(range ?? {})
  }

  async has(hash: FileHash): Promise<boolean> {
    return (await this.stat(hash)) !== undefined
  }

  async stat(hash: FileHash): Promise<{size: number; storedAt: Date} | undefined> {
    try {
      const {size, mtime} = await stat(this.pathOf(hash))
      return {size, storedAt: mtime}
    } catch (error) {
      if (isFsError(error, 'ENOENT')) return undefined
      throw error
    }
  }

  async delete(hash: FileHash): Promise<void> {
    await rm(this.pathOf(hash), {force: true})
  }

  async *list(): AsyncGenerator<FileHash> {
    for (const shard of shards) {
      for (const name of await readdir(join(this.folder, shard))) if (isFileHash(name)) yield name
    }
  }

  async sweepTemporaryFiles(): Promise<number> {
    let removed = 0
    for (const name of await readdir(this.temporary)) {
      const path = join(this.temporary, name)
      const found = await stat(path).catch(() => undefined)
      if (found === undefined || Date.now() - found.mtimeMs < day) continue
      await rm(path, {force: true})
      removed += 1
    }
    return removed
  }

  private pathOf(hash: FileHash): string {
    assertFileHash(hash)
    return join(this.shardOf(hash), hash)
  }

  private shardOf(hash: FileHash): string {
    return join(this.folder, hash.slice(0, 2))
  }
}
