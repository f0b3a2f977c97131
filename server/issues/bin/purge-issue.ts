import type {Context} from '../../core/context.ts'
import type {Db, Tx} from '../../core/database/database.ts'
import {notFound} from '../../core/errors.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {transact} from '../../core/transact.ts'
import {daysInBin} from './delete-issue.ts'
import {findBinnedForUpdate, type BinnedIssue} from './restore-issue.ts'

/**
 * Destroys an issue that is in the bin, with its comments, files, relations and history. What stays is the
 * event that says so, and its number, which no other issue gets. For administrators and for cron.
 *
 * @throws AppError `notFound` for one that is not in the bin
 */
export function purgeIssue(ctx: Context, id: number): Promise<void> {
  return transact(ctx, async ({tx}) => {
    const issue = await findBinnedForUpdate(tx, id)
    if (issue === undefined || issue.deleted_at === null) throw notFound(`issue in the bin: ${id}`)
    await purgeLocked(tx, ctx, issue)
  })
}

/** Purges what has been in the bin for its time. It may run again at any moment: each issue is a change of its own. */
export async function purgeExpired(ctx: Context): Promise<void> {
  const before = new Date(ctx.now().getTime() - daysInBin * 24 * 60 * 60 * 1000)
  for (const id of await findExpired(ctx.db, before)) {
    await transact(ctx, async ({tx}) => {
      const issue = await findBinnedForUpdate(tx, id)
      if (issue?.deleted_at != null && issue.deleted_at < before) await purgeLocked(tx, ctx, issue)
    })
  }
}

async function findExpired(db: Db, before: Date): Promise<number[]> {
  const rows = await db
    .selectFrom('issue')
    .select('id')
    .where('deleted_at', '<', before)
    .orderBy('deleted_at')
    .execute()
  return rows.map(({id}) => id)
}

/** Files are left to the sweep that removes what no attachment names. */
async function purgeLocked(tx: Tx, ctx: Context, issue: BinnedIssue): Promise<void> {
  await tx.updateTable('issue').set({parent_id: null}).where('parent_id', '=', issue.id).execute()
  await tx.deleteFrom('issue').where('id', '=', issue.id).execute()
  await recordEvent(
    tx,
    ctx,
    {kind: 'issue.purged', key: `${issue.projectKey}-${issue.number}`, title: issue.title},
    {projectId: issue.project_id},
  )
}
