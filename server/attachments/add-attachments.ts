import {createHash} from 'node:crypto'
import {sql} from 'kysely'
import type {Context} from '../core/context.ts'
import type {Tx} from '../core/database/database.ts'
import {AppError, invalid} from '../core/errors.ts'
import {recordEvent} from '../core/events/record-event.ts'
import type {StoredFile} from '../core/files/file-store.ts'
import {transact} from '../core/transact.ts'
import {assertMayChangeComment} from '../comments/permissions.ts'
import {getComment} from '../comments/queries.ts'
import {assertNotArchived, getIssueSubject, type IssueSubject} from '../issues/issue-subject.ts'
import {keyOf} from '../issues/queries.ts'
import {assertMayOnIssue} from '../issues/permissions.ts'
import {viewAttachments} from './queries.ts'
import type {AttachmentView} from './schemas.ts'
import {lockFile} from './stored-files.ts'
import {textQueue, textTask} from './text/extract-text.ts'
import {hasThumbnail, thumbnailTask} from './thumbnail.ts'

/** A file that lies in the store already. */
export interface Upload extends StoredFile {
  name: string
  /** By content. */
  mime: string
}

export interface AddAttachments {
  /** Key of the issue. */
  key: string
  uploads: readonly Upload[]
  /** Only the team may see them; files of a comment are what the comment is. */
  isInternal?: boolean | undefined
  commentId?: number | undefined
}

/** Hangs stored files on an issue, or on one of its comments. */
export function addAttachments(ctx: Context, input: AddAttachments): Promise<{items: AttachmentView[]}> {
  return transact(withWholeFingerprint(ctx, input), async ({tx}) => {
    const issue = await getIssueSubject(tx, ctx.actor, input.key)
    assertMayOnIssue(ctx.actor, 'attachment.add', issue)
    assertNotArchived(issue, `attach to ${keyOf(issue)}`)
    const isInternal = await decideInternal(tx, ctx, issue, input)

    const ids: number[] = []
    for (const upload of input.uploads) ids.push(await addOne(tx, ctx, issue, upload, isInternal, input))
    await sql`
      update issue set attachment_count = attachment_count + ${isInternal ? 0 : ids.length},
        updated_at = greatest(updated_at, ${ctx.now()}::timestamptz)
      where id = ${issue.id}`.execute(tx)
    return {items: await viewAttachments(tx, ctx.actor, issue, {ids})}
  })
}

/** The files are part of the request, and are known only now. */
function withWholeFingerprint(ctx: Context, {uploads, isInternal, commentId}: AddAttachments): Context {
  if (ctx.idempotency === null) return ctx
  const fingerprint = createHash('sha256')
    .update(ctx.idempotency.fingerprint)
    .update(JSON.stringify([isInternal, commentId, uploads.map(({name, hash}) => [name, hash])]))
    .digest()
  return {...ctx, idempotency: {...ctx.idempotency, fingerprint}}
}

async function decideInternal(
  tx: Tx,
  ctx: Context,
  issue: IssueSubject,
  {isInternal, commentId}: AddAttachments,
): Promise<boolean> {
  if (commentId === undefined) {
    if (isInternal === true) assertMayOnIssue(ctx.actor, 'comment.addInternal', issue)
    return isInternal ?? false
  }
  const {comment} = await getComment(tx, ctx.actor, commentId)
  if (comment.issue_id !== issue.id) throw invalid('/commentId', `No such comment: ${commentId}`)
  assertMayChangeComment(ctx.actor, issue, comment.author_id)
  if (isInternal !== undefined && isInternal !== comment.is_internal)
    throw invalid('/isInternal', 'Files of a comment are internal if, and only if, the comment is')
  return comment.is_internal
}

async function addOne(
  tx: Tx,
  ctx: Context,
  issue: IssueSubject,
  upload: Upload,
  isInternal: boolean,
  {commentId}: AddAttachments,
): Promise<number> {
  await lockFile(tx, upload.hash)
  if (!(await ctx.services.files.has(upload.hash)))
    throw new AppError('unavailable', `The upload of ${upload.name} was interrupted: send it again`)
  const {id} = await tx
    .insertInto('attachment')
    .values({
      issue_id: issue.id,
      comment_id: commentId ?? null,
      uploader_id: ctx.actor.personId,
      name: upload.name,
      mime: upload.mime,
      size: upload.size,
      hash: upload.hash,
      is_internal: isInternal,
      created_at: ctx.now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await recordEvent(
    tx,
    ctx,
    {kind: 'attachment.added', attachmentId: id, name: upload.name, size: upload.size},
    {projectId: issue.project_id, issueId: issue.id, commentId: commentId ?? null, isInternal},
  )
  if (hasThumbnail(upload)) await ctx.services.jobs.add(tx, thumbnailTask, {attachmentId: id})
  await ctx.services.jobs.add(tx, textTask, {attachmentId: id}, {queue: textQueue})
  return id
}
