import type {Context} from '../../core/context.ts'
import type {Tx} from '../../core/database/database.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {refusal} from '../../core/rights.ts'
import {insertComment} from '../../comments/add-comment.ts'
import {assertMayOnIssue} from '../permissions.ts'
import type {IssueRecord} from '../queries.ts'

/** Adds a public comment in the transaction of another change, with the right to comment. */
export async function commentAlong(tx: Tx, ctx: Context, issue: IssueRecord, body: string): Promise<void> {
  assertMayOnIssue(ctx.actor, 'comment.add', issue)
  const {personId} = ctx.actor
  if (personId === null) throw refusal(ctx.actor, 'comment.add')
  const subject = {...issue, isArchived: false}
  const {id} = await insertComment(tx, ctx, subject, {body, isInternal: false}, personId, ctx.now())
  await recordEvent(
    tx,
    ctx,
    {kind: 'comment.added'},
    {projectId: issue.project_id, issueId: issue.id, commentId: id},
  )
}
