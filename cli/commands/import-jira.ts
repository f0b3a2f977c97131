import {importJira, type ImportProgress} from '../../server/imports/jira/import-jira.ts'
import {formatReport} from '../../server/imports/jira/import-report.ts'
import {CliError} from '../cli-error.ts'
import {print, printJson} from '../output.ts'
import {progressLine} from '../progress-line.ts'
import {withRuntime} from '../runtime.ts'
import {stopSignal} from '../stop-signal.ts'

export interface ImportArguments {
  project?: string
  json?: boolean
}

export async function importJiraFiles(files: string[], {project, json}: ImportArguments): Promise<void> {
  const signal = stopSignal()
  const progress = progressLine()
  let reached: ImportProgress | undefined
  const onProgress = (now: ImportProgress): void => {
    reached = now
    progress.show(labels[now.phase], now.bytesRead, now.bytesTotal, detailOf(now))
  }
  try {
    const report = await withRuntime((runtime, log) =>
      importJira(runtime, log, {files, project, onProgress, signal}),
    )
    progress.end()
    if (json === true) printJson(report)
    else print(formatReport(report).trimEnd())
  } catch (error) {
    progress.end()
    throw signal.aborted ? stoppedAfter(reached, error) : error
  }
}

const labels: Record<ImportProgress['phase'], string> = {
  scan: 'Looking through the files',
  issues: 'Importing',
  links: 'Linking issues',
  finish: 'Finishing',
}

function detailOf({phase, issues, comments, perSecond}: ImportProgress): string {
  if (phase === 'scan') return ''
  return `${count(issues)} issues, ${count(comments)} comments · ${count(perSecond)} issues/s`
}

function stoppedAfter(reached: ImportProgress | undefined, cause: unknown): CliError {
  const sentence = `Stopped after ${count(reached?.issues ?? 0)} issues, which stay: run it again to go on from there`
  return new CliError('stopped', sentence, {cause})
}

function count(value: number): string {
  return value.toLocaleString('en')
}
