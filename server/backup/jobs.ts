import type pg from 'pg'

/** A queued job, in the words of the queue's own functions, so that it survives a change of its tables. */
interface QueuedJob {
  readonly task: string
  readonly payload: unknown
  readonly queue: string | null
  readonly runAt: string
  readonly maxAttempts: number
  readonly key: string | null
  readonly priority: number
}

/** The jobs that are still to be done, as JSON, one a line; those given up for good stay behind. */
export async function readJobs(client: pg.ClientBase): Promise<Buffer[]> {
  const {rows} = await client.query<{job: string}>(`
    select json_build_object('task', j.task_identifier, 'payload', p.payload, 'queue', j.queue_name,
      'runAt', j.run_at, 'maxAttempts', j.max_attempts, 'key', j.key, 'priority', j.priority)::text as job
    from graphile_worker.jobs j join graphile_worker._private_jobs p on p.id = j.id
    where j.attempts < j.max_attempts order by j.id`)
  return rows.map(({job}) => Buffer.from(`${job}\n`))
}

export async function addJobs(client: pg.ClientBase, lines: string): Promise<void> {
  for (const line of lines.split('\n')) {
    if (line === '') continue
    const {task, payload, queue, runAt, maxAttempts, key, priority} = JSON.parse(line) as QueuedJob
    await client.query(
      `select graphile_worker.add_job($1, $2::json, queue_name => $3, run_at => $4::timestamptz,
        max_attempts => $5::integer, job_key => $6, priority => $7::integer)`,
      [task, JSON.stringify(payload), queue, runAt, maxAttempts, key, priority],
    )
  }
}
