import {text} from 'node:stream/consumers'
import {CliError} from './cli-error.ts'
import {note} from './output.ts'

/** The text itself, or, for `-`, what comes in on standard input, without the line break at its end. */
export async function readText(given: string): Promise<string> {
  if (given !== '-') return given
  if (process.stdin.isTTY) note('Write the text, then press Ctrl-D:')
  const read = (await text(process.stdin)).replace(/\r?\n$/, '')
  if (read.trim() === '') throw new CliError('usage', 'Nothing came in on standard input to send')
  return read
}
