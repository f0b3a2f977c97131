import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import type {Db, Tx} from '../../core/database/database.ts'
import {invalid} from '../../core/errors.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {transact} from '../../core/transact.ts'
import {assertMayOnIssue} from '../permissions.ts'
import {getIssueForUpdate, type IssueRecord} from '../queries.ts'
import {addWatchers} from './add-watchers.ts'
import {findWhoSees} from './who-sees.ts'

export interface WatchIssue {
  readonly key: string
  readonly personId: number
}

export const watchingSchema = z
  .object({watcherCount: z.int(), isWatched: z.boolean().meta({description: 'By who asks'})})
  .meta({id: 'Watching'})
export type Watching = z.output<typeof watchingSchema>

/** Makes a person watch an issue: oneself, or with the right to it somebody else who sees the issue. */
export function watchIssue(ctx: Context, {key, personId}: WatchIssue): Promise<Watching> {
  return transact(ctx, async ({tx}) => {
    const issue = await getIssueForUpdate(tx, ctx.actor, key)
    assertMayWatch(ctx, issue, personId)
    if (personId !== ctx.actor.personId) await assertSees(tx, issue, personId)
    await addWatchers(tx, ctx, issue, [personId])
    return viewWatching(tx, ctx, issue.id)
  })
}

/** Ends it. Not watching already changes nothing. */
export function unwatchIssue(ctx: Context, {key, personId}: WatchIssue): Promise<Watching> {
  return transact(ctx, async ({tx}) => {
    const issue = await getIssueForUpdate(tx, ctx.actor, key)
    assertMayWatch(ctx, issue, personId)
    const {numDeletedRows} = await tx
      .deleteFrom('watcher')
      .where('issue_id', '=', issue.id)
      .where('person_id', '=', personId)
      .executeTakeFirst()
    if (numDeletedRows > 0n)
      await recordEvent(
        tx,
        ctx,
        {kind: 'watcher.removed', personId},
        {projectId: issue.project_id, issueId: issue.id},
      )
    return viewWatching(tx, ctx, issue.id)
  })
}

function assertMayWatch({actor}: Context, issue: IssueRecord, personId: number): void {
  assertMayOnIssue(actor, personId === actor.personId ? 'issue.watch' : 'watcher.changeOthers', issue)
}

/** Who does not exist and who cannot see the issue look alike. */
async function assertSees(tx: Tx, issue: IssueRecord, personId: number): Promise<void> {
  const person = await tx
    .selectFrom('person')
    .select('id')
    .where('id', '=', personId)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  const seeing = person === undefined ? [] : await findWhoSees(tx, issue.id, [personId])
  if (seeing.length === 0)
    throw invalid('/params/personId', `Nobody of number ${personId} can see this issue`)
}

async function viewWatching(db: Db, {actor}: Context, issueId: number): Promise<Watching> {
  const {count, mine} = await db
    .selectFrom('watcher')
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.countAll<number>().filterWhere('person_id', '=', actor.personId).as('mine'),
    ])
    .where('issue_id', '=', issueId)
    .executeTakeFirstOrThrow()
  return {watcherCount: count, isWatched: mine > 0}
}
