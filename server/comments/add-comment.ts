import {sql} from 'kysely'
import type {Context} from '../core/context.ts'
import type {Tx} from '../core/database/database.ts'
import {AppError} from '../core/errors.ts'
import {recordEvent} from '../core/events/record-event.ts'
import {transact} from '../core/transact.ts'
import {assertNotArchived, getIssueSubject, type IssueSubject} from '../issues/issue-subject.ts'
import {keyOf} from '../issues/queries.ts'
import {assertMayOnIssue} from '../issues/permissions.ts'
import {renderText} from '../issues/render-text.ts'
import {rightsOnComments} from './permissions.ts'
import type {AddComment, CommentView} from './schemas.ts'

export interface AddCommentInput extends AddComment {
  /** Key of the issue. */
  key: string
  withHtml?: boolean
}

/**
 * Adds a comment, or an internal note. Who writes watches the issue from then on.
 *
 * The issue's version stays: a comment collides with no edit, and who edits the issue meanwhile must not
 * get a 412 for it.
 */
export function addComment(ctx: Context, input: AddCommentInput): Promise<CommentView> {
  return transact(ctx, async ({tx}) => {
    const {actor} = ctx
    const issue = await getIssueSubject(tx, actor, input.key)
    assertMayOnIssue(actor, input.isInternal ? 'comment.addInternal' : 'comment.add', issue)
    assertNotArchived(issue, `comment on ${keyOf(issue)}`)
    if (actor.personId === null) throw new AppError('forbidden', 'A comment needs an author')

    const now = ctx.now()
    const {id, authorName} = await insertComment(tx, ctx, issue, input, actor.personId, now)
    await recordEvent(
      tx,
      ctx,
      {kind: 'comment.added'},
      {projectId: issue.project_id, issueId: issue.id, commentId: id, isInternal: input.isInternal},
    )
    const {mayChangeOwn, mayModerate} = rightsOnComments(actor, issue)
    const may = mayChangeOwn || mayModerate
    return {
      id,
      author: {id: actor.personId, name: authorName},
      body: input.body,
      ...(input.withHtml === true ? {html: renderText(actor, input.body)} : {}),
      isInternal: input.isInternal,
      channel: ctx.via,
      version: 1,
      createdAt: now.toISOString(),
      editedAt: null,
      can: {change: may, remove: may},
      attachments: [],
    }
  })
}

/** One statement for all that a comment writes beside its event: adding one is hot. */
export async function insertComment(
  tx: Tx,
  ctx: Context,
  issue: IssueSubject,
  {body, isInternal}: AddComment,
  authorId: number,
  now: Date,
): Promise<{id: number; authorName: string}> {
  const counter = isInternal ? sql.ref('note_count') : sql.ref('comment_count')
  const {rows} = await sql<{id: number; authorName: string}>`
    with bumped as (
      update issue set ${counter} = ${counter} + 1, updated_at = greatest(updated_at, ${now}::timestamptz)
      where id = ${issue.id} and deleted_at is null returning id
    ), watching as (
      insert into watcher (issue_id, person_id, since) select id, ${authorId}, ${now} from bumped
      on conflict do nothing
    )
    insert into comment (issue_id, author_id, body, is_internal, channel, created_at)
    select id, ${authorId}, ${body}, ${isInternal}, ${ctx.via}, ${now} from bumped
    returning id, (select name from person where person.id = ${authorId}) "authorName"`.execute(tx)
  if (rows[0] === undefined) throw new AppError('notFound', `No such issue: ${keyOf(issue)}`)
  return rows[0]
}
