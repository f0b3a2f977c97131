import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import type {Tx} from '../../core/database/database.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {refusal} from '../../core/rights.ts'
import {transact} from '../../core/transact.ts'
import {assertMayOnIssue} from '../permissions.ts'
import {getIssueForUpdate, type IssueRecord} from '../queries.ts'

export const votingSchema = z
  .object({voteCount: z.int(), isVoted: z.boolean().meta({description: 'By who asks'})})
  .meta({id: 'Voting'})
export type Voting = z.output<typeof votingSchema>

/** Votes for an issue. Everybody has one vote: a second one changes nothing. */
export function addVote(ctx: Context, key: string): Promise<Voting> {
  return transact(ctx, async ({tx}) => {
    const {issue, personId} = await getVoting(tx, ctx, key)
    const {numInsertedOrUpdatedRows} = await tx
      .insertInto('vote')
      .values({issue_id: issue.id, person_id: personId, at: ctx.now()})
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    const isNew = numInsertedOrUpdatedRows === 1n
    if (isNew) await count(tx, ctx, issue, 1)
    return {voteCount: issue.vote_count + (isNew ? 1 : 0), isVoted: true}
  })
}

export function removeVote(ctx: Context, key: string): Promise<Voting> {
  return transact(ctx, async ({tx}) => {
    const {issue, personId} = await getVoting(tx, ctx, key)
    const {numDeletedRows} = await tx
      .deleteFrom('vote')
      .where('issue_id', '=', issue.id)
      .where('person_id', '=', personId)
      .executeTakeFirst()
    const isGone = numDeletedRows === 1n
    if (isGone) await count(tx, ctx, issue, -1)
    return {voteCount: issue.vote_count - (isGone ? 1 : 0), isVoted: false}
  })
}

/** The issue stays locked, so that votes given at the same time are all counted. */
async function getVoting(tx: Tx, ctx: Context, key: string): Promise<{issue: IssueRecord; personId: number}> {
  const issue = await getIssueForUpdate(tx, ctx.actor, key)
  assertMayOnIssue(ctx.actor, 'issue.vote', issue)
  const {personId} = ctx.actor
  if (personId === null) throw refusal(ctx.actor, 'issue.vote')
  return {issue, personId}
}

async function count(tx: Tx, ctx: Context, issue: IssueRecord, by: 1 | -1): Promise<void> {
  await tx
    .updateTable('issue')
    .set({vote_count: issue.vote_count + by})
    .where('id', '=', issue.id)
    .execute()
  await recordEvent(
    tx,
    ctx,
    {kind: by === 1 ? 'vote.added' : 'vote.removed'},
    {projectId: issue.project_id, issueId: issue.id},
  )
}
