import {sql, type Selectable} from 'kysely'
import type {Actor} from '../core/actor.ts'
import type {Db, Tx} from '../core/database/database.ts'
import {notFound} from '../core/errors.ts'
import {findIssueSubjectById, type IssueSubject} from '../issues/issue-subject.ts'
import {mayOnIssue} from '../issues/permissions.ts'
import type {CommentTable} from './tables.ts'

export type CommentRecord = Selectable<CommentTable>

export interface FoundComment {
  readonly comment: CommentRecord
  readonly issue: IssueSubject
}

/**
 * A comment the actor may see, with its issue.
 *
 * @throws AppError `notFound` when it, or its issue, is missing, removed or hidden
 */
export async function getComment(db: Db, actor: Actor, id: number): Promise<FoundComment> {
  return checked(actor, id, await findComment(db, actor, id))
}

/** The same, locked until the end of the transaction. */
export async function getCommentForUpdate(tx: Tx, actor: Actor, id: number): Promise<FoundComment> {
  await sql`select from comment where id = ${id} for update`.execute(tx)
  return getComment(tx, actor, id)
}

/** Also one that was removed, for who may moderate. */
export async function getCommentOrRemoved(db: Db, actor: Actor, id: number): Promise<FoundComment> {
  const found = await findComment(db, actor, id)
  if (found !== undefined && mayOnIssue(actor, 'comment.moderate', found.issue)) return found
  return checked(actor, id, found)
}

async function findComment(db: Db, actor: Actor, id: number): Promise<FoundComment | undefined> {
  const comment = await db.selectFrom('comment').selectAll().where('id', '=', id).executeTakeFirst()
  if (comment === undefined) return undefined
  const issue = await findIssueSubjectById(db, actor, comment.issue_id)
  return issue === undefined ? undefined : {comment, issue}
}

function checked(actor: Actor, id: number, found: FoundComment | undefined): FoundComment {
  const isSeen =
    found !== undefined &&
    found.comment.deleted_at === null &&
    (!found.comment.is_internal || mayOnIssue(actor, 'comment.viewInternal', found.issue))
  if (!isSeen) throw notFound(`comment: ${id}`)
  return found
}
