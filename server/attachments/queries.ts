import type {Selectable} from 'kysely'
import {sql} from 'kysely'
import type {Actor} from '../core/actor.ts'
import type {Db} from '../core/database/database.ts'
import {notFound} from '../core/errors.ts'
import {findIssueSubjectById, type IssueSubject} from '../issues/issue-subject.ts'
import {mayOnIssue} from '../issues/permissions.ts'
import {attachmentJson, seesAttachment} from './attachment-json.ts'
import type {AttachmentView} from './schemas.ts'
import type {AttachmentTable} from './tables.ts'

export type AttachmentRecord = Selectable<AttachmentTable>

/**
 * An attachment the actor may see, with its issue.
 *
 * @throws AppError `notFound` when it, or its issue, is missing, removed or hidden
 */
export async function getAttachment(
  db: Db,
  actor: Actor,
  id: number,
): Promise<{attachment: AttachmentRecord; issue: IssueSubject}> {
  const attachment = await db
    .selectFrom('attachment')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  const issue =
    attachment === undefined ? undefined : await findIssueSubjectById(db, actor, attachment.issue_id)
  if (attachment === undefined || issue === undefined) throw notFound(`attachment: ${id}`)
  if (attachment.is_internal && !mayOnIssue(actor, 'comment.viewInternal', issue))
    throw notFound(`attachment: ${id}`)
  return {attachment, issue}
}

/** Views of these attachments, or of a page of the issue's, oldest first. */
export async function viewAttachments(
  db: Db,
  actor: Actor,
  issue: IssueSubject,
  which: {ids: readonly number[]} | {after: number; limit: number},
): Promise<AttachmentView[]> {
  const chosen =
    'ids' in which
      ? sql`attachment.id = any(${which.ids}) order by attachment.id`
      : sql`attachment.id > ${which.after} order by attachment.id limit ${which.limit}`
  const {rows} = await sql<{view: AttachmentView}>`
    select ${attachmentJson(actor, issue)} "view"
    from attachment left join person uploader on uploader.id = attachment.uploader_id
    where attachment.issue_id = ${issue.id} and ${seesAttachment(actor, issue)} and ${chosen}`.execute(db)
  return rows.map(({view}) => view)
}
