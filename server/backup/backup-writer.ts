import {createHash} from 'node:crypto'
import type {FileHandle} from 'node:fs/promises'
import {Readable} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import {createZstdCompress} from 'node:zlib'
import {
  firstLine,
  maxRecordBytes,
  recordKinds,
  type PartEnd,
  type PartHead,
  type RecordKind,
  type Trailer,
} from './backup-format.ts'

/** Writes the parts of a backup one after another; without `finish` the file does not count as whole. */
export interface BackupWriter {
  /** Bytes written so far. */
  readonly bytes: number
  writePart(head: PartHead, content: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<PartEnd>
  /** Writes the trailer. */
  finish(): Promise<void>
}

export async function openBackupWriter(handle: FileHandle): Promise<BackupWriter> {
  const whole = createHash('sha256')
  let bytes = 0
  let parts = 0

  async function write(...buffers: Buffer[]): Promise<void> {
    for (const buffer of buffers) {
      whole.update(buffer)
      bytes += buffer.length
      await writeAll(handle, buffer)
    }
  }
  async function writeRecord(kind: RecordKind, payload: Buffer): Promise<void> {
    for (let from = 0; from === 0 || from < payload.length; from += maxRecordBytes) {
      const piece = payload.subarray(from, from + maxRecordBytes)
      await write(recordHead(kind, piece.length), piece)
    }
  }

  await write(firstLine)
  return {
    get bytes() {
      return bytes
    },
    async writePart(head, content) {
      parts++
      await writeRecord(recordKinds.part, json(head))
      const hash = createHash('sha256')
      let size = 0
      await pipeline(
        Readable.from(content),
        async function* (chunks: AsyncIterable<Buffer>) {
          for await (const chunk of chunks) {
            hash.update(chunk)
            size += chunk.length
            yield chunk
          }
        },
        createZstdCompress(),
        async (chunks: AsyncIterable<Buffer>) => {
          for await (const chunk of chunks) await writeRecord(recordKinds.data, chunk)
        },
      )
      const end: PartEnd = {bytes: size, sha256: hash.digest('hex')}
      await writeRecord(recordKinds.end, json(end))
      return end
    },
    async finish() {
      const trailer: Trailer = {parts, sha256: whole.copy().digest('hex')}
      await writeRecord(recordKinds.trailer, json(trailer))
    },
  }
}

function recordHead(kind: RecordKind, length: number): Buffer {
  const head = Buffer.alloc(5)
  head.write(kind, 'latin1')
  head.writeUInt32BE(length, 1)
  return head
}

function json(value: PartHead | PartEnd | Trailer): Buffer {
  return Buffer.from(JSON.stringify(value))
}

/** One write may take less than it was given. */
async function writeAll(handle: FileHandle, buffer: Buffer): Promise<void> {
  for (let from = 0; from < buffer.length;) {
    from += (await handle.write(buffer, from)).bytesWritten
  }
}
