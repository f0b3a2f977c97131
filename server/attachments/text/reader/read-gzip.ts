import {constants, gunzipSync} from 'node:zlib'
import {maxInflatedBytes} from '../limits.ts'
import {isText} from '../text-kind.ts'
import {readPlain} from './read-plain.ts'
import {Unreadable} from './unreadable.ts'

const sampleBytes = 4_096

/** A compressed log. One that was cut off is read as far as it goes. */
export function readGzip(bytes: Uint8Array): string {
  const content = inflate(bytes)
  if (content.length === 0) return ''
  if (!isText(content.subarray(0, sampleBytes))) throw new Unreadable('unsupported', 'Holds no text')
  return readPlain(content)
}

function inflate(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, {maxOutputLength: maxInflatedBytes, finishFlush: constants.Z_SYNC_FLUSH})
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
      throw new Unreadable('tooLarge', 'Unfolds to more than 100 MB')
    throw error
  }
}
