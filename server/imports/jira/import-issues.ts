import {mapIssue} from './map-issue.ts'
import type {MappedIssue} from './mapped.ts'
import type {ImportRun} from './import-run.ts'
import {readLines, type Line} from './read-lines.ts'
import {parseJiraLine} from './schema.ts'
import {writeBatch} from './write-batch.ts'
import {writeCatalogue} from './write-catalogue.ts'
import {cleanLabels, writeLabels} from './write-labels.ts'
import {unknownPerson, writePeople} from './write-people.ts'
import {fitsAsKey, writeProjects} from './write-projects.ts'

export interface ImportIssues {
  readonly files: readonly string[]
  /** Key of the one project to take over. */
  readonly only: string | undefined
  readonly signal: AbortSignal | undefined
  /** Issues a transaction. */
  readonly batchSize: number
  /** Called after each batch with what was read of the files until then. */
  readonly onBytes: (bytesRead: number) => void
}

const batchLength = 4_000_000
const largestNumber = 2_147_483_647

/** Reads the next batch while PostgreSQL writes the one before. */
export async function importIssues(
  run: ImportRun,
  {files, only, signal, batchSize, onBytes}: ImportIssues,
): Promise<void> {
  let [before, read, length] = [0, 0, 0]
  let batch: MappedIssue[] = []
  let writing: Promise<void> = Promise.resolve()
  const flush = async (): Promise<void> => {
    await writing
    signal?.throwIfAborted()
    const [issues, bytes] = [batch, before + read]
    batch = []
    length = 0
    writing = writeAll(run, issues).then(() => onBytes(bytes))
    // Told by the next flush; without this, a failure between two of them would end the process.
    writing.catch(() => undefined)
  }

  try {
    for (const file of files) {
      for await (const line of readLines(file, {onProgress: (bytes) => (read = bytes)})) {
        signal?.throwIfAborted()
        const issue = readIssue(run, line, only)
        if (issue === undefined) continue
        batch.push(issue)
        length += line.kind === 'line' ? line.text.length : 0
        if (batch.length >= batchSize || length >= batchLength) await flush()
      }
      before += read
      read = 0
    }
    await flush()
  } finally {
    await writing
  }
}

function readIssue({tally}: ImportRun, line: Line, only: string | undefined): MappedIssue | undefined {
  const parsed = line.kind === 'line' ? parseJiraLine(line.text) : line
  if (parsed.kind === 'bad') {
    tally.remark('badLine', `${line.file}:${line.number}: ${parsed.reason}`)
    return undefined
  }
  if (parsed.kind === 'project') return undefined
  const issue = mapIssue(parsed.issue)
  if (only !== undefined && issue.projectKey !== only) return undefined
  if (!fitsAsKey(issue.projectKey)) {
    tally.remark('projectKey', issue.key)
    tally.count('issues', 'read')
    tally.count('issues', 'notCarried')
    return undefined
  }
  if (issue.number < 1 || issue.number > largestNumber) {
    tally.remark(
      'badLine',
      `${line.file}:${line.number}: Cannot read issue ${issue.key}: its number is out of range`,
    )
    return undefined
  }
  if (line.kind === 'line' && /\{color[:}]/.test(line.text)) tally.remark('colour', issue.key)
  return issue
}

/** First all that the issues name, then the issues. */
async function writeAll(run: ImportRun, issues: readonly MappedIssue[]): Promise<void> {
  if (issues.length === 0) return
  await writeProjects(
    run,
    issues.map(({projectKey, projectName}) => ({
      key: projectKey,
      name: projectName ?? projectKey,
      description: '',
    })),
  )
  await writePeople(run, [
    ...(issues.some(namesNobody) ? [unknownPerson] : []),
    ...issues.flatMap(({people}) => people),
  ])
  await writeCatalogue(
    run,
    issues.map((issue) => ({
      projectKey: issue.projectKey,
      components: issue.components,
      versions: [...issue.affectsVersions, ...issue.targetVersions, ...issue.fixedVersions],
      sprints: issue.sprints,
    })),
  )
  for (const [projectKey, ofProject] of Map.groupBy(issues, (issue) => issue.projectKey))
    await writeLabels(
      run,
      run.known.projects.get(projectKey) ?? 0,
      ofProject.flatMap(({labels}) => cleanLabels(labels).labels),
    )
  await writeBatch(run, issues)
}

function namesNobody({reporterKey, creatorKey, comments}: MappedIssue): boolean {
  return (reporterKey ?? creatorKey) === null || comments.some(({authorKey}) => authorKey === null)
}
