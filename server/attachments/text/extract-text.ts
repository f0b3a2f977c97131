import {buffer} from 'node:stream/consumers'
import {sql} from 'kysely'
import {z} from 'zod'
import type {Db, Tx} from '../../core/database/database.ts'
import {AppError} from '../../core/errors.ts'
import type {FileStore} from '../../core/files/file-store.ts'
import {sniffLength} from '../../core/files/sniff-type.ts'
import {maxInputBytes} from './limits.ts'
import type {Outcome} from './outcome.ts'
import {readInChild, type ReadOptions} from './read-in-child.ts'
import {findTextKind} from './text-kind.ts'

export const textTask = 'attachments.text'

/** One file at a time, so that reading leaves room for other jobs. */
export const textQueue = 'attachment texts'

export interface TextTools {
  readonly db: Db
  readonly files: FileStore
  /** Tells search that there is more to be found about these issues. */
  readonly indexIssues: (db: Db, issueIds: readonly number[]) => Promise<void>
  readonly reading?: ReadOptions
}

const payloadSchema = z.object({attachmentId: z.int()})

/**
 * Finds the text in an attached file and keeps it for search. A file that cannot be read is remembered as such.
 * Doing it twice changes nothing.
 */
export async function extractText(tools: TextTools, payload: unknown): Promise<void> {
  const {attachmentId} = payloadSchema.parse(payload)
  const file = await findUnread(tools.db, attachmentId)
  if (file === undefined) return
  const outcome = await lookInto(tools, file)
  await tools.db.transaction().execute(async (tx) => {
    const isNew = await keep(tx, attachmentId, outcome)
    if (isNew && outcome.state === 'done') await tools.indexIssues(tx, [file.issueId])
  })
}

interface UnreadFile {
  readonly issueId: number
  readonly name: string
  readonly mime: string
  readonly size: number
  readonly hash: string
}

async function findUnread(db: Db, attachmentId: number): Promise<UnreadFile | undefined> {
  const row = await db
    .selectFrom('attachment')
    .leftJoin('attachment_text', 'attachment_text.attachment_id', 'attachment.id')
    .select(['attachment.issue_id', 'name', 'mime', 'size', 'hash'])
    .where('attachment.id', '=', attachmentId)
    .where('attachment.deleted_at', 'is', null)
    .where('attachment_text.attachment_id', 'is', null)
    .executeTakeFirst()
  if (row === undefined || row.hash === null) return undefined
  return {issueId: row.issue_id, name: row.name, mime: row.mime, size: row.size, hash: row.hash}
}

async function lookInto({db, files, reading}: TextTools, file: UnreadFile): Promise<Outcome> {
  if (file.size === 0) return {state: 'empty'}
  try {
    const kind = findTextKind(file, await readBeginning(files, file))
    if (kind === undefined) return {state: 'unsupported', reason: 'No kind of file that text is read from'}
    if (file.size > maxInputBytes) return {state: 'tooLarge', reason: 'Larger than 50 MB'}
    const known = await findTextOfEqual(db, file.hash)
    return known ?? (await readInChild(kind, await files.open(file.hash), reading))
  } catch (error) {
    if (error instanceof AppError && error.code === 'notFound')
      return {state: 'failed', reason: 'The content is missing on this server'}
    throw error
  }
}

async function readBeginning(files: FileStore, {hash, size}: UnreadFile): Promise<Uint8Array> {
  return buffer(await files.open(hash, {start: 0, end: Math.min(size, sniffLength) - 1}))
}

/** What was found in the same content under another attachment. A failure is no answer: it is tried anew. */
async function findTextOfEqual(db: Db, hash: string): Promise<Outcome | undefined> {
  const row = await db
    .selectFrom('attachment')
    .innerJoin('attachment_text', 'attachment_text.attachment_id', 'attachment.id')
    .select(['state', 'text'])
    .where('hash', '=', hash)
    .where('state', 'in', ['done', 'empty'])
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return row.state === 'done' ? {state: 'done', text: row.text} : {state: 'empty'}
}

async function keep(tx: Tx, attachmentId: number, outcome: Outcome): Promise<boolean> {
  // The attachment may have been purged in the meantime.
  const {rows} = await sql`
    insert into attachment_text (attachment_id, state, reason, text, extracted_at)
    select id, ${outcome.state}, ${'reason' in outcome ? outcome.reason : null},
      ${'text' in outcome ? outcome.text : ''}, ${new Date()}
    from attachment where id = ${attachmentId} for key share
    on conflict do nothing returning attachment_id`.execute(tx)
  return rows.length > 0
}
