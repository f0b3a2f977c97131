import {sql} from 'kysely'
import type {Context} from '../core/context.ts'
import {recordEvent} from '../core/events/record-event.ts'
import {transact} from '../core/transact.ts'
import {assertNotArchived} from '../issues/issue-subject.ts'
import {assertMayChangeComment} from './permissions.ts'
import {getCommentForUpdate} from './queries.ts'

/**
 * Removes a comment and its files from sight. Its text stays for who moderates: neither the event nor
 * the history that others read holds it.
 */
export function removeComment(ctx: Context, id: number): Promise<null> {
  return transact(ctx, async ({tx}) => {
    const {comment, issue} = await getCommentForUpdate(tx, ctx.actor, id)
    assertMayChangeComment(ctx.actor, issue, comment.author_id)
    assertNotArchived(issue, 'remove the comment')

    const now = ctx.now()
    const counter = comment.is_internal ? sql.ref('note_count') : sql.ref('comment_count')
    await sql`
      with removed as (
        update comment set deleted_at = ${now}, version = version + 1 where id = ${id}
      ), files as (
        update attachment set deleted_at = ${now} where comment_id = ${id} and deleted_at is null
        returning is_internal
      )
      update issue set ${counter} = ${counter} - 1,
        attachment_count = attachment_count - (select count(*) filter (where not is_internal) from files)
      where id = ${issue.id}`.execute(tx)
    await recordEvent(
      tx,
      ctx,
      {kind: 'comment.removed'},
      {projectId: issue.project_id, issueId: issue.id, commentId: id, isInternal: comment.is_internal},
    )
    return null
  })
}
