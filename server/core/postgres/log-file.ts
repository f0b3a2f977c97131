import {open, readFile, rename, stat} from 'node:fs/promises'
import {join} from 'node:path'
import {belongToFolder} from './data-folder.ts'

const largest = 10 * 1024 * 1024

/** PostgreSQL writes to a file of its own: a pipe to us would break, and end it, when we are killed. */
export async function prepareLogFile(dataDir: string): Promise<string> {
  const file = join(dataDir, 'postgres.log')
  const size = (await stat(file).catch(() => undefined))?.size ?? 0
  if (size > largest) await rename(file, `${file}.1`)
  await (await open(file, 'a', 0o600)).close()
  await belongToFolder(file, dataDir)
  return file
}

export async function sizeOf(file: string): Promise<number> {
  return (await stat(file)).size
}

/** What was written after a position, at most its last 2,000 bytes. */
export async function tail(file: string, from: number): Promise<string> {
  const written = (await readFile(file)).subarray(from)
  return written.subarray(-2000).toString('utf8').trim()
}
