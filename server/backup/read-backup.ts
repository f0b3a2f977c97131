import {createHash} from 'node:crypto'
import {Readable} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import {createZstdDecompress} from 'node:zlib'
import {recordKinds, type Manifest, type PartEnd, type PartHead} from './backup-format.ts'
import {damaged, readRecords, type BackupRecord} from './read-records.ts'

export interface BackupPart {
  readonly head: PartHead
  /** Fails when it turns out not to be what was written. */
  readonly content: AsyncIterable<Buffer>
}

/** The parts of a backup in their order. Each is read to its end, or not at all, before the next is asked for. */
export async function* readBackup(path: string): AsyncGenerator<BackupPart> {
  const records = readRecords(path)
  try {
    for await (const record of resumable(records)) {
      if (record.kind === recordKinds.trailer) return
      if (record.kind !== recordKinds.part) throw damaged(path)
      const content = contentOf(path, records)
      yield {head: JSON.parse(record.payload.toString()) as PartHead, content}
      await drain(content)
    }
  } finally {
    await records.return(undefined)
  }
}

/** @throws Error with a sentence when the file is not whole and unchanged */
export async function verifyBackup(path: string): Promise<void> {
  const records = readRecords(path)
  while ((await records.next()).done !== true);
}

/** What the backup says about itself. */
export async function readManifest(path: string): Promise<Manifest> {
  for await (const {head, content} of readBackup(path)) {
    if (head.part !== 'manifest') break
    const chunks: Buffer[] = []
    for await (const chunk of content) chunks.push(chunk)
    return JSON.parse(Buffer.concat(chunks).toString()) as Manifest
  }
  throw damaged(path)
}

async function* contentOf(path: string, records: AsyncGenerator<BackupRecord>): AsyncGenerator<Buffer> {
  const end: {value?: PartEnd} = {}
  const hash = createHash('sha256')
  const decompress = createZstdDecompress()
  const compressed = Readable.from(compressedOf(path, records, end), {objectMode: false})
  const piped = pipeline(compressed, decompress)
  piped.catch(() => undefined)
  let bytes = 0
  for await (const chunk of decompress as AsyncIterable<Buffer>) {
    hash.update(chunk)
    bytes += chunk.length
    yield chunk
  }
  await piped
  if (end.value?.bytes !== bytes || end.value.sha256 !== hash.digest('hex')) throw damaged(path)
}

async function* compressedOf(
  path: string,
  records: AsyncGenerator<BackupRecord>,
  end: {value?: PartEnd},
): AsyncGenerator<Buffer> {
  for await (const {kind, payload} of resumable(records)) {
    if (kind === recordKinds.data) yield payload
    else if (kind === recordKinds.end) {
      end.value = JSON.parse(payload.toString()) as PartEnd
      return
    } else throw damaged(path)
  }
}

async function drain(content: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of content);
}

/** So that leaving a loop over the records does not close them: the next loop goes on. */
function resumable<Item>(items: AsyncGenerator<Item>): AsyncIterable<Item> {
  return {[Symbol.asyncIterator]: () => ({next: () => items.next()})}
}
