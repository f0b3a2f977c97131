import {createHash} from 'node:crypto'
import {createReadStream} from 'node:fs'
import {firstLine, maxRecordBytes, recordKinds, type RecordKind, type Trailer} from './backup-format.ts'

export interface BackupRecord {
  readonly kind: RecordKind
  readonly payload: Buffer
}

const headLength = 5
const kinds: ReadonlySet<string> = new Set(Object.values(recordKinds))

/**
 * The records of a backup, the trailer as the last one.
 *
 * @throws Error with a sentence where the file is no backup, was cut off, or differs from what was written
 */
export async function* readRecords(path: string): AsyncGenerator<BackupRecord> {
  const stream = createReadStream(path, {highWaterMark: 1024 ** 2})
  try {
    yield* recordsOf(path, byteReader(stream))
  } finally {
    stream.destroy()
  }
}

export function damaged(path: string): Error {
  return new Error(`Cannot read ${path}: it is damaged, its content is not what was written`)
}

function cutOff(path: string): Error {
  return new Error(`Cannot read ${path}: it ends too early, it was cut off while it was written or copied`)
}

async function* recordsOf(path: string, bytes: ByteReader): AsyncGenerator<BackupRecord> {
  const whole = createHash('sha256')
  const start = await bytes.take(firstLine.length)
  if (start === undefined || !start.equals(firstLine))
    throw new Error(`Cannot read ${path}: it is no backup of Fettle, or of a kind that this one cannot read`)
  whole.update(start)

  for (let parts = 0; ;) {
    const head = await bytes.take(headLength)
    if (head === undefined) throw cutOff(path)
    const kind = head.toString('latin1', 0, 1)
    const length = head.readUInt32BE(1)
    if (!isRecordKind(kind) || length > maxRecordBytes) throw damaged(path)
    const payload = await bytes.take(length)
    if (payload === undefined) throw cutOff(path)

    if (kind === recordKinds.trailer) {
      const trailer = parseTrailer(path, payload)
      const isWhole = trailer.parts === parts && trailer.sha256 === whole.digest('hex')
      if (!isWhole || (await bytes.take(1)) !== undefined) throw damaged(path)
      yield {kind, payload}
      return
    }
    whole.update(head).update(payload)
    if (kind === recordKinds.part) parts++
    yield {kind, payload}
  }
}

function isRecordKind(text: string): text is RecordKind {
  return kinds.has(text)
}

function parseTrailer(path: string, payload: Buffer): Trailer {
  try {
    return JSON.parse(payload.toString()) as Trailer
  } catch {
    throw damaged(path)
  }
}

interface ByteReader {
  /** The next bytes, or undefined when there are not so many. */
  take(length: number): Promise<Buffer | undefined>
}

function byteReader(stream: AsyncIterable<Buffer>): ByteReader {
  const chunks = stream[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)

  return {
    async take(length) {
      const pieces = [rest]
      let have = rest.length
      while (have < length) {
        const next = await chunks.next()
        if (next.done === true) return undefined
        pieces.push(next.value)
        have += next.value.length
      }
      const joined = pieces.length === 1 ? rest : Buffer.concat(pieces)
      rest = joined.subarray(length)
      return joined.subarray(0, length)
    },
  }
}
