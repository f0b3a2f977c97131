import {setTimeout as sleep} from 'node:timers/promises'
import type {FastifyBaseLogger} from 'fastify'
import type {PoolClient} from 'pg'
import {AppError} from '../../core/errors.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {transact} from '../../core/transact.ts'
import {systemContext, type Runtime} from '../../runtime.ts'
import {importIssues} from './import-issues.ts'
import {ImportTally, type ImportReport} from './import-report.ts'
import {seenNothing, type ImportRun} from './import-run.ts'
import {loadKnownThings} from './known-things.ts'
import {scanFiles, sizeOf, type Scan} from './scan-files.ts'
import {writeCatalogue} from './write-catalogue.ts'
import {writeLinks} from './write-links.ts'
import {writeParents} from './write-parents.ts'
import {writePeople} from './write-people.ts'
import {assertProjectsFree, fitsAsKey, writeProjects} from './write-projects.ts'

export type {ImportReport} from './import-report.ts'

export interface ImportProgress {
  readonly phase: 'scan' | 'issues' | 'links' | 'finish'
  /** Of the files as they lie on disk, in this phase. */
  readonly bytesRead: number
  readonly bytesTotal: number
  /** Written and already there. */
  readonly issues: number
  readonly comments: number
  /** Issues a second since the first one. */
  readonly perSecond: number
}

export interface ImportOptions {
  /** Jira's REST JSON, a project or an issue a line, plain or gzipped, in any order. */
  files: readonly string[]
  /** Key of the one project to take over. */
  project?: string | undefined
  onProgress?: ((progress: ImportProgress) => void) | undefined
  /** Stops after the batch at hand; what was written stays, and the next run goes on from there. */
  signal?: AbortSignal | undefined
  /** Issues a transaction; 500 when absent. Readers of the live stream wait for the oldest transaction. */
  batchSize?: number | undefined
}

/**
 * Brings Jira's issues in, with their keys, authors and times, people without accounts, and their history as far as
 * the files tell it. Running it again doubles nothing and adds what is new in the files. See docs/importing.md.
 *
 * @throws AppError `invalid` for a file that cannot be read or holds nothing of the project; `conflict` for a
 *   project that is here and did not come from Jira, or while another import runs; `signal.reason` when stopped
 */
export async function importJira(
  runtime: Pick<Runtime, 'db' | 'pool' | 'services'>,
  log: FastifyBaseLogger,
  options: ImportOptions,
): Promise<ImportReport> {
  const files = [...new Set(options.files)]
  const bytesTotal = await sizeOf(files)
  const client = await runtime.pool.connect()
  try {
    await lockImports(client)
    // Tables grow by tens of thousands of rows before anybody counts them: scanned whole, each batch takes longer.
    await client.query('set enable_seqscan = off')
    const ctx = await systemContext(runtime, log, 'import')
    const known = await loadKnownThings(ctx.db)
    const run: ImportRun = {ctx, client, known, tally: new ImportTally(), seen: seenNothing()}
    return await runImport(run, {...options, files}, bytesTotal)
  } finally {
    // Ends the connection, and with it the lock and whatever a failure left half done.
    client.release(true)
    runtime.services.signals.rightsChanged()
  }
}

const importLock = 715_020
const lockPatience = 2000

/** Waits a moment: the connection of an import that was killed may still be on its way out. */
async function lockImports(client: PoolClient): Promise<void> {
  const deadline = performance.now() + lockPatience
  while (!(await tryLock(client))) {
    if (performance.now() >= deadline)
      throw new AppError('conflict', 'Cannot import: another import is running')
    await sleep(100)
  }
}

async function tryLock(client: PoolClient): Promise<boolean> {
  const {rows} = await client.query<{taken: boolean}>('select pg_try_advisory_lock($1) taken', [importLock])
  return rows[0]?.taken === true
}

async function runImport(run: ImportRun, options: ImportOptions, bytesTotal: number): Promise<ImportReport> {
  const {files, signal} = options
  const started = performance.now()
  const report = (phase: ImportProgress['phase'], bytesRead: number, since = started): void => {
    const {written, alreadyThere} = run.tally.countOf('issues')
    const comments = run.tally.countOf('comments')
    const seconds = (performance.now() - since) / 1000
    options.onProgress?.({
      phase,
      bytesRead,
      bytesTotal,
      issues: written + alreadyThere,
      comments: comments.written + comments.alreadyThere,
      perSecond: seconds > 0 ? Math.round((written + alreadyThere) / seconds) : 0,
    })
  }

  const only = options.project?.trim().toUpperCase()
  const scan = withOnly(await scanFiles(files, {signal, onBytes: (bytes) => report('scan', bytes)}), only)
  await assertProjectsFree(run.ctx.db, scan.keys)
  await writeScanned(run, scan)
  const reading = performance.now()
  await importIssues(run, {
    files,
    only,
    signal,
    batchSize: options.batchSize ?? 500,
    onBytes: (bytes) => report('issues', bytes, reading),
  })
  report('links', bytesTotal, reading)
  await run.ctx.services.pool.query(`analyze ${tables}`)
  await writeParents(run, signal)
  await writeLinks(run, signal)
  report('finish', bytesTotal, reading)
  return finish(run, files, (performance.now() - started) / 1000)
}

interface Wanted extends Scan {
  /** Of projects that can be taken over. */
  readonly keys: readonly string[]
}

function withOnly(scan: Scan, only: string | undefined): Wanted {
  const keys = [...new Set([...scan.projects.keys(), ...scan.issues.keys()])].filter(
    (key) => (only ?? key) === key,
  )
  if (keys.length === 0)
    throw new AppError(
      'invalid',
      only === undefined
        ? 'These files hold no issue of Jira'
        : `These files hold nothing of project ${only}`,
    )
  return {...scan, keys: keys.filter(fitsAsKey)}
}

/** Projects that have a line of their own, with everything it lists. */
async function writeScanned(run: ImportRun, {projects, keys}: Wanted): Promise<void> {
  const mapped = keys.map((key) => projects.get(key)).filter((project) => project !== undefined)
  await writePeople(
    run,
    mapped.flatMap(({people}) => people),
  )
  await writeProjects(
    run,
    mapped.map(({key, name, description, url}) => ({
      key,
      name,
      description: [description, url].filter((part) => part !== null && part !== '').join('\n\n'),
    })),
  )
  await writeCatalogue(
    run,
    mapped.map(({key, components, versions}) => ({projectKey: key, components, versions, sprints: []})),
  )
  for (const {key, leadKey} of mapped)
    if (leadKey !== null) run.tally.remark('projectLead', `${key} (${leadKey})`)
}

const tables =
  'person, project, component, version, cycle, label, issue, comment, attachment, relation, event, external_id'

async function finish(
  {ctx, tally}: ImportRun,
  files: readonly string[],
  seconds: number,
): Promise<ImportReport> {
  await ctx.services.pool.query('analyze issue, relation, external_id')
  const report = tally.report(files, seconds)
  await transact(ctx, ({tx}) =>
    recordEvent(tx, ctx, {
      kind: 'import.finished',
      detail: {source: report.source, seconds, counts: report.counts},
    }),
  )
  ctx.log.info({counts: report.counts, seconds}, 'Import finished')
  return report
}
