import {stat} from 'node:fs/promises'
import {AppError} from '../../core/errors.ts'
import {mapProject} from './map-project.ts'
import type {MappedProject} from './mapped.ts'
import {readLines} from './read-lines.ts'
import {parseJiraLine} from './schema.ts'

export interface Scan {
  /** Projects that have a line of their own. */
  readonly projects: ReadonlyMap<string, MappedProject>
  /** Keys of all projects, with how many issues each has. */
  readonly issues: ReadonlyMap<string, number>
}

export interface ScanOptions {
  signal?: AbortSignal | undefined
  onBytes?: (bytesRead: number) => void
}

/** The key of the line itself: it stands before anything that is nested. Reads 200 MB in half a second. */
const ownKey = /^\{[^{]*?"key":"([A-Z][A-Z0-9_]*)-\d+"/

/** Which projects the files are about, before anything is written: their lines may stand behind their issues. */
export async function scanFiles(
  files: readonly string[],
  {signal, onBytes}: ScanOptions = {},
): Promise<Scan> {
  const projects = new Map<string, MappedProject>()
  const issues = new Map<string, number>()
  let before = 0
  for (const file of files) {
    let read = 0
    const onProgress = (bytes: number): void => {
      read = bytes
      onBytes?.(before + bytes)
    }
    for await (const line of readLines(file, {onProgress})) {
      signal?.throwIfAborted()
      if (line.kind === 'bad') continue
      const key = ownKey.exec(line.text)?.[1]
      const parsed = key === undefined ? parseJiraLine(line.text) : undefined
      if (parsed?.kind === 'project') projects.set(parsed.project.key, mapProject(parsed.project))
      const issueProject =
        key ??
        (parsed?.kind === 'issue' ? parsed.issue.key.slice(0, parsed.issue.key.lastIndexOf('-')) : undefined)
      if (issueProject !== undefined) issues.set(issueProject, (issues.get(issueProject) ?? 0) + 1)
    }
    before += read
  }
  return {projects, issues}
}

/** @throws AppError `invalid` for a file that is missing or none */
export async function sizeOf(files: readonly string[]): Promise<number> {
  let total = 0
  for (const file of files) {
    const found = await stat(file).catch((error: unknown) => {
      throw new AppError(
        'invalid',
        `Cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`,
      )
    })
    if (!found.isFile()) throw new AppError('invalid', `Cannot read ${file}: it is no file`)
    total += found.size
  }
  return total
}
