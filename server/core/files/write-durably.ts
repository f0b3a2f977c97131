import {createHash} from 'node:crypto'
import {open} from 'node:fs/promises'
import type {Readable} from 'node:stream'
import {AppError} from '../errors.ts'
import type {StoredFile} from './file-store.ts'

/** Writes a stream to a new file and syncs it to disk, hashing on the way. Throws AppError `tooLarge`. */
export async function writeDurably(path: string, stream: Readable, maxBytes: number): Promise<StoredFile> {
  const hash = createHash('sha256')
  let size = 0
  const handle = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of stream as AsyncIterable<Buffer | string>) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
      size += bytes.length
      if (size > maxBytes)
        throw new AppError('tooLarge', `Cannot store the file: larger than ${maxBytes} bytes`)
      hash.update(bytes)
      await handle.writeFile(bytes)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return {hash: hash.digest('hex'), size}
}
