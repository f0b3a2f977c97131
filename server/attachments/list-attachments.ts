import {z} from 'zod'
import type {Context} from '../core/context.ts'
import {decodeCursor, encodeCursor} from '../core/http/cursor.ts'
import {getIssueSubject} from '../issues/issue-subject.ts'
import {viewAttachments} from './queries.ts'
import type {AttachmentView} from './schemas.ts'

export interface ListAttachments {
  /** Key of the issue. */
  key: string
  cursor?: string | undefined
  limit: number
}

/** The files of an issue and of its comments, oldest first. */
export async function listAttachments(
  {db, actor}: Context,
  {key, cursor, limit}: ListAttachments,
): Promise<{items: AttachmentView[]; nextCursor: string | null}> {
  const issue = await getIssueSubject(db, actor, key)
  const [after] = cursor === undefined ? [0] : decodeCursor(cursor, z.tuple([z.int()]))
  const found = await viewAttachments(db, actor, issue, {after, limit: limit + 1})
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return {items, nextCursor: found.length > limit && last !== undefined ? encodeCursor([last.id]) : null}
}
