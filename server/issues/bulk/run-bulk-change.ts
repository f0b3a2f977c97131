import {z} from 'zod'
import {jobContext, type JobTools} from '../../core/job-context.ts'
import {loadActorOf} from '../../core/load-actor.ts'
import {changeChunk} from './change-chunk.ts'
import {bulkJobKey, bulkTask} from './start-bulk-change.ts'

export const bulkPayload = z.object({id: z.int()})

const sliceMs = 5_000
const stalledMs = 60_000

/**
 * Goes on with a bulk change, chunk by chunk. Each chunk and the note of how far it got are one transaction:
 * whenever this dies, the next run begins where the last chunk ended. After a while it queues itself again,
 * so that a long one leaves room for short ones.
 */
export async function runBulkChange(tools: JobTools, id: number): Promise<void> {
  const asker = await findAsker(tools, id)
  if (asker === undefined) return
  if (asker.isDisabled) return fail(tools, id)
  const until = Date.now() + sliceMs
  while (Date.now() < until) {
    // Loaded for every chunk, as rights may be taken away in the midst of it.
    const actor = await loadActorOf(tools.db, asker.id)
    const isThrough = await changeChunk(jobContext(tools, actor, 'bulk'), id)
    if (isThrough) return
  }
  await tools.services.jobs.add(tools.db, bulkTask, {id}, {key: bulkJobKey(id)})
}

/** Queues what lies about unfinished because the process that worked on it died. */
export async function resumeBulkChanges({db, services}: Omit<JobTools, 'log'>): Promise<void> {
  const stalled = await db
    .selectFrom('bulk_change')
    .select('id')
    .where('state', 'in', ['waiting', 'running'])
    .where('progressed_at', '<', new Date(Date.now() - stalledMs))
    .execute()
  for (const {id} of stalled) await services.jobs.add(db, bulkTask, {id}, {key: bulkJobKey(id)})
}

async function findAsker({db}: JobTools, id: number): Promise<{id: number; isDisabled: boolean} | undefined> {
  const row = await db
    .selectFrom('bulk_change')
    .leftJoin('account', 'account.person_id', 'bulk_change.actor_id')
    .select(['bulk_change.actor_id', 'account.disabled_at'])
    .where('bulk_change.id', '=', id)
    .executeTakeFirst()
  return row === undefined ? undefined : {id: row.actor_id, isDisabled: row.disabled_at !== null}
}

async function fail({db}: JobTools, id: number): Promise<void> {
  await db
    .updateTable('bulk_change')
    .set({state: 'failed', finished_at: new Date()})
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .execute()
}
