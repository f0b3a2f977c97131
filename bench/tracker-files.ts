import {createReadStream} from 'node:fs'
import {readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {createGunzip} from 'node:zlib'

/** Where the texts of real trackers lie, a folder each, if they do. */
export const trackersFolder = join(import.meta.dirname, '../../shared/data')

/** An issue as Jira's REST API gives it, as far as its texts go. Anything may be missing. */
export interface TrackerIssue {
  readonly fields: {
    readonly summary?: unknown
    readonly description?: unknown
    readonly environment?: unknown
    readonly labels?: readonly unknown[] | null
    readonly comment?: {readonly comments?: readonly ({readonly body?: unknown} | null)[] | null} | null
  }
}

/** The files of each tracker, by name; none where the folder is not there. */
export async function findTrackers(): Promise<string[][]> {
  const entries = await readdir(trackersFolder, {recursive: true}).catch(() => [])
  const files = entries.filter((name) => name.endsWith('.ndjson.gz')).toSorted()
  const byFolder = Map.groupBy(files, (name) => name.slice(0, name.lastIndexOf('/') + 1))
  return [...byFolder.values()].map((names) => names.map((name) => join(trackersFolder, name)))
}

/** The issues of these files in order; what is no issue, such as a list of projects, is left out. */
export async function* readTracker(files: readonly string[]): AsyncGenerator<TrackerIssue> {
  for (const file of files)
    for await (const line of lines(file)) {
      const entry = JSON.parse(line) as Partial<TrackerIssue> | null
      if (entry?.fields) yield {fields: entry.fields}
    }
}

/** By `\n` only: the texts hold other characters that Node's readline takes for the end of a line. */
async function* lines(path: string): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of createReadStream(path).pipe(createGunzip()).setEncoding('utf8')) {
    const parts = (rest + String(chunk)).split('\n')
    rest = parts.pop() ?? ''
    yield* parts.filter((part) => part.trim() !== '')
  }
  if (rest.trim() !== '') yield rest
}
