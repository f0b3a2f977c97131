import type {z} from 'zod'
import type {Context} from '../core/context.ts'
import {sql} from 'kysely'
import {mayOnIssue} from '../issues/permissions.ts'
import {getCommentOrRemoved} from './queries.ts'
import type {commentRevisionSchema} from './schemas.ts'

export type CommentRevision = z.infer<typeof commentRevisionSchema>

/** Nobody rewrites a comment more often than this and wants to read it all. */
const most = 500

/**
 * How a comment's text came to be what it is, newest first. Of a removed comment, only who moderates
 * gets it, with the last text on top.
 */
export async function listRevisions(
  {db, actor}: Context,
  commentId: number,
): Promise<{items: CommentRevision[]}> {
  const {comment, issue} = await getCommentOrRemoved(db, actor, commentId)
  const internal = mayOnIssue(actor, 'comment.viewInternal', issue) ? sql`` : sql`and not event.is_internal`
  const {rows} = await sql<CommentRevision>`
    select event.id "eventId", to_json(event.at) #>> '{}' "at",
      case when person.id is not null then json_build_object('id', person.id, 'name', person.name) end "by",
      case when event.kind = 'comment.removed' then ${comment.body}::text else event.payload #>> '{changes,body,from}' end "from",
      event.payload #>> '{changes,body,to}' "to"
    from event left join person on person.id = event.actor_id
    where event.issue_id = ${issue.id} and event.comment_id = ${comment.id} ${internal}
      and (event.kind = 'comment.removed' or event.kind = 'comment.changed' and event.payload #> '{changes,body}' is not null)
    order by event.id desc limit ${most}`.execute(db)
  return {items: rows}
}
