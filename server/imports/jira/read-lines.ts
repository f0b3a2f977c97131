import {createReadStream, type ReadStream} from 'node:fs'
import {open} from 'node:fs/promises'
import type {Readable} from 'node:stream'
import {createGunzip} from 'node:zlib'

const newline = 0x0a
export const longestLine = 64 * 1024 * 1024

export type Line =
  | {kind: 'line'; file: string; number: number; text: string}
  | {kind: 'bad'; file: string; number: number; reason: string}

export interface ReadOptions {
  /** Called as the file is read, with bytes as they lie on disk (compressed where the file is). */
  onProgress?: (bytesRead: number, bytesTotal: number) => void
  longestLine?: number
}

/**
 * The lines of a plain or gzipped UTF-8 file, one at a time and numbered from 1. Only the byte 0x0A ends a line:
 * U+2028 may stand inside. Empty lines are passed over. A line that is too long, and a file that cannot be read
 * to its end, come as `bad`; reading goes on where it can. Throws if the file cannot be opened.
 */
export async function* readLines(file: string, options: ReadOptions = {}): AsyncGenerator<Line> {
  const {bytesTotal, gzipped} = await inspect(file)
  const source = createReadStream(file, {highWaterMark: 256 * 1024})
  const bytes = gzipped ? gunzip(source) : source
  const lines = new LineSplitter(file, options.longestLine ?? longestLine)
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      options.onProgress?.(source.bytesRead, bytesTotal)
      yield* lines.push(chunk)
    }
    yield* lines.end()
  } catch (error) {
    yield {kind: 'bad', file, number: lines.number, reason: `Cannot read on: ${messageOf(error)}`}
  } finally {
    source.destroy()
    bytes.destroy()
  }
  options.onProgress?.(source.bytesRead, bytesTotal)
}

async function inspect(file: string): Promise<{bytesTotal: number; gzipped: boolean}> {
  const handle = await open(file, 'r')
  try {
    const {size} = await handle.stat()
    const {buffer, bytesRead} = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return {bytesTotal: size, gzipped: bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b}
  } finally {
    await handle.close()
  }
}

function gunzip(source: ReadStream): Readable {
  const stream = createGunzip({chunkSize: 256 * 1024})
  source.on('error', (error) => stream.destroy(error))
  return source.pipe(stream)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

class LineSplitter {
  number = 1
  #parts: Buffer[] = []
  #length = 0
  #tooLong = false
  readonly #file: string
  readonly #longest: number

  constructor(file: string, longest: number) {
    this.#file = file
    this.#longest = longest
  }

  *push(chunk: Buffer): Generator<Line> {
    let from = 0
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, from)) {
      this.#add(chunk.subarray(from, end))
      from = end + 1
      yield* this.end()
      this.number++
    }
    this.#add(chunk.subarray(from))
  }

  *end(): Generator<Line> {
    const [file, number] = [this.#file, this.number]
    if (this.#tooLong) {
      yield {kind: 'bad', file, number, reason: `Line is longer than ${this.#longest} bytes`}
    } else {
      const text = this.#parts.length === 1 ? String(this.#parts[0]) : Buffer.concat(this.#parts).toString()
      if (text.trim() !== '') yield {kind: 'line', file, number, text: text.replace(/^\uFEFF/, '')}
    }
    this.#parts = []
    this.#length = 0
    this.#tooLong = false
  }

  #add(part: Buffer): void {
    this.#length += part.length
    if (this.#length > this.#longest) {
      this.#tooLong = true
      this.#parts = []
    } else if (part.length > 0 && !this.#tooLong) this.#parts.push(part)
  }
}
