import {maxTextBytes} from '../limits.ts'
import {firstBytes, lastBytes} from './cut-text.ts'
import {guessEncoding} from './guess-encoding.ts'

// Even, for UTF-16; the rest is room for the mark between them
const beginning = 700 * 1024
const end = 300 * 1024

/** Of a long text its beginning and its end: a log says at the end what went wrong. */
export function readPlain(bytes: Uint8Array): string {
  const decoder = new TextDecoder(guessEncoding(bytes))
  if (bytes.length <= maxTextBytes) return decoder.decode(bytes)
  const lastStart = bytes.length - (bytes.length % 2) - end
  const first = firstBytes(decoder.decode(bytes.subarray(0, beginning)), beginning)
  const last = lastBytes(decoder.decode(bytes.subarray(lastStart)), end)
  return `${withoutHalves(first)}\n…\n${withoutHalves(last)}`
}

/** Without what is left of characters that the cut went through. */
function withoutHalves(text: string): string {
  return text.replaceAll(/^\ufffd{1,3}|\ufffd{1,3}$/g, '')
}
