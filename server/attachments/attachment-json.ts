import {sql, type RawBuilder} from 'kysely'
import {hasScope, type Actor} from '../core/actor.ts'
import {mayOnIssue, type IssueRightsSubject} from '../issues/permissions.ts'

/** The view of an attachment as PostgreSQL writes it, from `attachment` left joined with person `uploader`. */
export function attachmentJson(actor: Actor, issue: IssueRightsSubject): RawBuilder<unknown> {
  const mayWrite = hasScope(actor, 'write')
  const mayModerate = mayWrite && mayOnIssue(actor, 'attachment.moderate', issue)
  const mayRemoveOwn = mayWrite && actor.personId !== null && mayOnIssue(actor, 'attachment.removeOwn', issue)
  return sql`json_build_object(
    'id', attachment.id, 'name', attachment.name, 'mime', attachment.mime, 'size', attachment.size,
    'width', attachment.width, 'height', attachment.height,
    'hasContent', attachment.hash is not null, 'hasThumbnail', attachment.thumbnail_hash is not null,
    'isInternal', attachment.is_internal, 'commentId', attachment.comment_id,
    'uploader', case when uploader.id is not null then json_build_object('id', uploader.id, 'name', uploader.name) end,
    'createdAt', iso_time(attachment.created_at),
    'can', json_build_object('remove', ${mayModerate}::boolean
      or (${mayRemoveOwn}::boolean and coalesce(attachment.uploader_id = ${actor.personId}, false))))`
}

/** Internal files are for who may read internal notes. A condition on `attachment`. */
export function seesAttachment(actor: Actor, issue: IssueRightsSubject): RawBuilder<unknown> {
  return mayOnIssue(actor, 'comment.viewInternal', issue)
    ? sql`attachment.deleted_at is null`
    : sql`attachment.deleted_at is null and not attachment.is_internal`
}
