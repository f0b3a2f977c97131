import type {FastifyBaseLogger} from 'fastify'
import type {CronItem, TaskList} from 'graphile-worker'
import {sweepFiles} from './attachments/sweep-files.ts'
import {extractText, textQueue, textTask} from './attachments/text/extract-text.ts'
import {fillTexts, fillTextsTask} from './attachments/text/fill-texts.ts'
import {thumbnailAttachment, thumbnailTask} from './attachments/thumbnail.ts'
import type {Db} from './core/database/database.ts'
import {forgetAnswers} from './core/idempotency.ts'
import type {Services} from './core/services.ts'
import {systemContext} from './core/system-context.ts'
import {purgeExpired} from './issues/bin/purge-issue.ts'
import {bulkPayload, resumeBulkChanges, runBulkChange} from './issues/bulk/run-bulk-change.ts'
import {bulkTask} from './issues/bulk/start-bulk-change.ts'
import {forgetExpired} from './people/sign-in/forget-expired.ts'
import {sendLink} from './people/sign-in/send-link.ts'
import {indexIssues} from './search/index-issues.ts'
import {indexMissing, indexTask} from './search/index-missing.ts'
import {pendingTask, writeAllPending} from './search/pending.ts'
import {refreshAll, refreshTask} from './search/similar/refresh-statistics.ts'

export interface TaskContext {
  readonly db: Db
  readonly services: Services
  readonly log: FastifyBaseLogger
}

/** Every kind of job, by the name it is queued under. */
export function tasks({db, services, log}: TaskContext): TaskList {
  const textTools = (signal: AbortSignal) => ({
    db,
    files: services.files,
    jobs: services.jobs,
    indexIssues,
    reading: {signal},
  })
  return {
    'idempotency.forget': () => forgetAnswers(db),
    'mail.send': async (payload) => sendLink(await systemContext({db, services}, log), payload),
    'signIn.forgetExpired': () => forgetExpired(db),
    'bin.purge': async () => purgeExpired(await systemContext({db, services}, log)),
    [bulkTask]: (payload) => runBulkChange({db, services, log}, bulkPayload.parse(payload).id),
    'issues.bulk.resume': () => resumeBulkChanges({db, services}),
    [thumbnailTask]: (payload) => thumbnailAttachment(db, services.files, payload),
    [textTask]: (payload, {abortSignal}) => extractText(textTools(abortSignal), payload),
    [fillTextsTask]: (payload, {abortSignal}) => fillTexts(textTools(abortSignal), payload),
    [indexTask]: () => indexMissing(db),
    [pendingTask]: (_payload, {abortSignal}) => writeAllPending(db, abortSignal),
    [refreshTask]: () => refreshAll(db),
    'attachments.sweep': () => sweepFiles(db, services.files, log),
  }
}

/** Once a cluster, in UTC. */
export const cron: CronItem[] = [
  {task: 'idempotency.forget', match: '17 * * * *', options: {backfillPeriod: 0}},
  {task: 'bin.purge', match: '41 3 * * *', options: {backfillPeriod: 24 * 60 * 60 * 1000}},
  {task: 'issues.bulk.resume', match: '* * * * *', options: {backfillPeriod: 0}},
  {
    task: pendingTask,
    match: '* * * * *',
    options: {backfillPeriod: 0, queueName: pendingTask, jobKey: pendingTask},
  },
  {
    task: refreshTask,
    match: '*/5 * * * *',
    options: {backfillPeriod: 0, queueName: refreshTask, jobKey: refreshTask},
  },
  {task: 'signIn.forgetExpired', match: '27 * * * *', options: {backfillPeriod: 0}},
  {task: 'attachments.sweep', match: '40 3 * * *', options: {backfillPeriod: 0}},
  {
    task: fillTextsTask,
    match: '20 4 * * *',
    options: {backfillPeriod: 0, queueName: textQueue, jobKey: fillTextsTask},
  },
]
