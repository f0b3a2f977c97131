import {pino} from 'pino'
import {readConfig} from '../server/core/config.ts'
import {migrate} from '../server/core/database/migrate.ts'
import {startEmbeddedPostgres} from '../server/core/postgres/start-embedded-postgres.ts'
import {importJira} from '../server/imports/jira/import-jira.ts'
import {formatReport} from '../server/imports/jira/import-report.ts'
import {openRuntime} from '../server/runtime.ts'
import type {ImportFigures} from './measure-import.ts'

// Started with an empty data folder and the files; prints the figures as JSON, the report on standard error.
const [dataDir = '', ...files] = process.argv.slice(2)
const log = pino({level: 'warn'}, pino.destination(2))
const postgres = await startEmbeddedPostgres({dataDir, log})
try {
  const {connectionString} = postgres
  const runtime = await openRuntime({config: readConfig({FETTLE_DATA: dataDir}), connectionString, log})
  try {
    await migrate(runtime.pool)
    const report = await importJira(runtime, log, {files})
    process.stderr.write(formatReport(report))
    const figures: ImportFigures = {
      seconds: Math.round(report.seconds * 10) / 10,
      peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
      issues: report.counts.issues.written,
      comments: report.counts.comments.written,
    }
    process.stdout.write(JSON.stringify(figures))
  } finally {
    await runtime.close()
  }
} finally {
  await postgres.stop()
}
