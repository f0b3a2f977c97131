import type {FastifyBaseLogger} from 'fastify'
import type {CronItem, TaskList} from 'graphile-worker'
import type {Db} from './core/database/database.ts'
import {forgetAnswers} from './core/idempotency.ts'
import type {Services} from './core/services.ts'

export interface TaskContext {
  readonly db: Db
  readonly services: Services
  readonly log: FastifyBaseLogger
}

/** Every kind of job, by the name it is queued under. */
export function tasks({db}: TaskContext): TaskList {
  return {
    'idempotency.forget': () => forgetAnswers(db),
  }
}

/** Once a cluster, in UTC. */
export const cron: CronItem[] = [
  {task: 'idempotency.forget', match: '17 * * * *', options: {backfillPeriod: 0}},
]
