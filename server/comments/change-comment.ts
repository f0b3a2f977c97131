import {sql} from 'kysely'
import type {Context} from '../core/context.ts'
import type {Tx} from '../core/database/database.ts'
import {AppError} from '../core/errors.ts'
import {recordEvent} from '../core/events/record-event.ts'
import {transact} from '../core/transact.ts'
import {assertNotArchived} from '../issues/issue-subject.ts'
import {assertMayOnIssue} from '../issues/permissions.ts'
import {renderText} from '../issues/render-text.ts'
import {viewComment} from './comment-json.ts'
import {assertMayChangeComment} from './permissions.ts'
import {getCommentForUpdate, type CommentRecord, type FoundComment} from './queries.ts'
import type {ChangeComment, CommentView} from './schemas.ts'

export interface ChangeCommentInput extends ChangeComment {
  id: number
  /** The version the change builds upon; null to take any. */
  ifVersion: number | null
  withHtml?: boolean
}

/**
 * Changes a comment's text, or makes a note of it or a note public: the latter only when it is asked for,
 * and by who may write notes. A change to what it is already changes nothing and tells nobody.
 */
export function changeComment(ctx: Context, input: ChangeCommentInput): Promise<CommentView> {
  return transact(ctx, async ({tx}) => {
    const found = await getCommentForUpdate(tx, ctx.actor, input.id)
    const {comment, issue} = found
    assertMayChangeComment(ctx.actor, issue, comment.author_id)
    if (input.isInternal !== undefined && input.isInternal !== comment.is_internal)
      assertMayOnIssue(ctx.actor, 'comment.addInternal', issue)
    assertNotArchived(issue, 'change the comment')
    if (input.ifVersion !== null && input.ifVersion !== comment.version)
      throw new AppError('stale', 'The comment was changed in the meantime', {
        extra: {current: await viewComment(tx, ctx.actor, issue, comment.id)},
      })

    await writeChange(tx, ctx, found, {
      body: input.body ?? comment.body,
      is_internal: input.isInternal ?? comment.is_internal,
    })
    const view = await viewComment(tx, ctx.actor, issue, comment.id)
    return input.withHtml === true ? {...view, html: renderText(ctx.actor, view.body)} : view
  })
}

type Next = Pick<CommentRecord, 'body' | 'is_internal'>

async function writeChange(tx: Tx, ctx: Context, {comment, issue}: FoundComment, next: Next): Promise<void> {
  const isRewritten = next.body !== comment.body
  const isMoved = next.is_internal !== comment.is_internal
  if (!isRewritten && !isMoved) return

  await tx
    .updateTable('comment')
    .set({
      ...next,
      version: comment.version + 1,
      ...(isRewritten ? {edited_at: ctx.now()} : {}),
    })
    .where('id', '=', comment.id)
    .execute()
  if (isMoved) await moveTo(tx, comment, next.is_internal)
  const scope = {projectId: issue.project_id, issueId: issue.id, commentId: comment.id}
  if (isRewritten)
    await recordEvent(
      tx,
      ctx,
      {kind: 'comment.changed', changes: {body: {from: comment.body, to: next.body}}},
      {...scope, isInternal: comment.is_internal || next.is_internal},
    )
  // Told to everybody, and apart from the text: who saw the comment must drop it, who did not may fetch it.
  if (isMoved)
    await recordEvent(
      tx,
      ctx,
      {
        kind: 'comment.changed',
        changes: {isInternal: {from: comment.is_internal, to: next.is_internal}},
      },
      scope,
    )
}

/**
 * Its files go with it, and the issue's counters follow. What was told of it in public is told to the team
 * only once it is a note; what was told of a note stays with the team for good.
 */
async function moveTo(tx: Tx, comment: CommentRecord, isInternal: boolean): Promise<void> {
  const files = await tx
    .updateTable('attachment')
    .set({is_internal: isInternal})
    .where('comment_id', '=', comment.id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  const step = isInternal ? 1 : -1
  await sql`
    update issue set note_count = note_count + ${step}, comment_count = comment_count - ${step},
      attachment_count = attachment_count - ${step * Number(files.numUpdatedRows)}
    where id = ${comment.issue_id}`.execute(tx)
  if (isInternal)
    await tx
      .updateTable('event')
      .set({is_internal: true})
      .where('issue_id', '=', comment.issue_id)
      .where('comment_id', '=', comment.id)
      .execute()
}
