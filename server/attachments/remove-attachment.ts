import {sql} from 'kysely'
import type {Context} from '../core/context.ts'
import {notFound} from '../core/errors.ts'
import {recordEvent} from '../core/events/record-event.ts'
import {refusal} from '../core/rights.ts'
import {transact} from '../core/transact.ts'
import {assertNotArchived} from '../issues/issue-subject.ts'
import {mayOnIssue} from '../issues/permissions.ts'
import {getAttachment} from './queries.ts'

/** Takes a file out of sight; its content goes with the row, 30 days later. */
export function removeAttachment(ctx: Context, id: number): Promise<null> {
  return transact(ctx, async ({tx}) => {
    const {attachment, issue} = await getAttachment(tx, ctx.actor, id)
    const isOwn = ctx.actor.personId !== null && attachment.uploader_id === ctx.actor.personId
    const right = isOwn ? 'attachment.removeOwn' : 'attachment.moderate'
    if (!mayOnIssue(ctx.actor, right, issue)) throw refusal(ctx.actor, right)
    assertNotArchived(issue, `remove ${attachment.name}`)

    const {rows} = await sql`
      with removed as (
        update attachment set deleted_at = ${ctx.now()} where id = ${id} and deleted_at is null returning is_internal
      )
      update issue set attachment_count = attachment_count - (case when removed.is_internal then 0 else 1 end),
        updated_at = greatest(updated_at, ${ctx.now()}::timestamptz)
      from removed where issue.id = ${issue.id} returning issue.id`.execute(tx)
    if (rows.length === 0) throw notFound(`attachment: ${id}`)
    await recordEvent(
      tx,
      ctx,
      {kind: 'attachment.removed', attachmentId: id, name: attachment.name, size: attachment.size},
      {
        projectId: issue.project_id,
        issueId: issue.id,
        commentId: attachment.comment_id,
        isInternal: attachment.is_internal,
      },
    )
    return null
  })
}
