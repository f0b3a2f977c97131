import {parseCronItems, run, type Runner} from 'graphile-worker'
import {Logger, type CronItem, type TaskList} from 'graphile-worker'
import {sql} from 'kysely'
import type {FastifyBaseLogger} from 'fastify'
import type pg from 'pg'
import type {Db} from '../database/database.ts'

/** Work for later, kept in PostgreSQL: done at least once, so that doing it twice must not matter. */
export interface Jobs {
  /** Queued in the caller's transaction: rolled back, it never runs. Jobs of one `queue` run one by one. */
  add(
    db: Db,
    task: string,
    payload: object,
    options?: {queue?: string; key?: string; maxAttempts?: number},
  ): Promise<void>
}

export const jobs: Jobs = {
  async add(db, task, payload, {queue, key, maxAttempts} = {}) {
    await sql`
      select graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json, queue_name => ${queue ?? null},
        job_key => ${key ?? null}, max_attempts => ${maxAttempts ?? 12})`.execute(db)
  },
}

export interface WorkerOptions {
  pool: pg.Pool
  tasks: TaskList
  cron: CronItem[]
  log: FastifyBaseLogger
  /** No other process works on this database: whoever still holds a job was killed. */
  isAlone: boolean
}

/** Runs queued jobs in this process until it is stopped. Cron runs once a cluster. */
export async function startWorker({pool, tasks, cron, log, isAlone}: WorkerOptions): Promise<Runner> {
  if (isAlone) await freeJobsOfTheDead(pool)
  return run({
    pgPool: pool,
    taskList: tasks,
    parsedCronItems: parseCronItems(cron),
    noHandleSignals: true,
    concurrency: 2,
    pollInterval: 5_000,
    logger: new Logger((scope) => (level, message) => {
      const write = level === 'error' ? log.error : level === 'warning' ? log.warn : log.debug
      // Without the details: they hold the payload of the job.
      write.call(log, {scope}, message)
    }),
  })
}

/** Without it they would wait four hours, which is when graphile-worker takes a silent worker for dead. */
async function freeJobsOfTheDead(pool: pg.Pool): Promise<void> {
  await pool.query(`select graphile_worker.force_unlock_workers(array(
    select distinct locked_by from graphile_worker.jobs where locked_by is not null))`)
}
