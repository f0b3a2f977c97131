import {execFile} from 'node:child_process'
import {chmod, mkdtemp, readdir, rm} from 'node:fs/promises'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {trackersFolder} from './tracker-files.ts'

const realIssues = join(trackersFolder, 'jira-tidev')
const program = join(import.meta.dirname, 'import-real-issues.ts')

/** What `import-real-issues.ts` prints. */
export interface ImportFigures {
  readonly seconds: number
  /** Of the importing process, at its highest. */
  readonly peakMb: number
  readonly issues: number
  readonly comments: number
}

/** Seconds that the import of all real issues takes; undefined where they are not beside the repository. */
export async function measureImport(): Promise<number | undefined> {
  return (await importRealIssues())?.seconds
}

/** Imports all real issues into a database of its own, in a process of its own. */
export async function importRealIssues(): Promise<ImportFigures | undefined> {
  const names = await readdir(realIssues).catch(() => [])
  const files = names.filter((name) => name.endsWith('.ndjson.gz')).map((name) => join(realIssues, name))
  if (files.length === 0) return undefined
  const dataDir = await mkdtemp('/var/tmp/fettle-import-')
  try {
    // Root's PostgreSQL runs as somebody else, who must be able to pass.
    await chmod(dataDir, 0o711)
    const {stdout} = await promisify(execFile)(process.execPath, [program, dataDir, ...files])
    return JSON.parse(stdout) as ImportFigures
  } finally {
    await rm(dataDir, {recursive: true, force: true})
  }
}
