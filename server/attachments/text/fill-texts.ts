import {z} from 'zod'
import type {Db} from '../../core/database/database.ts'
import type {Jobs} from '../../core/jobs/jobs.ts'
import {extractText, textQueue, type TextTools} from './extract-text.ts'

export const fillTextsTask = 'attachments.texts.fill'

const chunkSize = 50
const payloadSchema = z.object({after: z.int().default(0)})

export interface FillTools extends TextTools {
  readonly jobs: Jobs
  /** How long one job goes on. */
  readonly sliceMs?: number
}

/**
 * Looks into every file that nobody looked into yet: those of an import, or from before there was search in
 * files. After a while it queues itself again behind what came in meanwhile; it may die at any moment.
 */
export async function fillTexts({sliceMs = 5_000, ...tools}: FillTools, payload: unknown): Promise<void> {
  let {after} = payloadSchema.parse(payload ?? {})
  const until = Date.now() + sliceMs
  while (Date.now() < until) {
    const ids = await findUnreadIds(tools.db, after)
    if (ids.length === 0) return
    for (const attachmentId of ids) {
      await extractText(tools, {attachmentId})
      after = attachmentId
      if (Date.now() >= until) break
    }
  }
  await queueFillTexts(tools.jobs, tools.db, after)
}

/** One of them waits at most. */
export async function queueFillTexts(jobs: Jobs, db: Db, after = 0): Promise<void> {
  await jobs.add(db, fillTextsTask, {after}, {queue: textQueue, key: fillTextsTask})
}

async function findUnreadIds(db: Db, after: number): Promise<number[]> {
  const rows = await db
    .selectFrom('attachment')
    .leftJoin('attachment_text', 'attachment_text.attachment_id', 'attachment.id')
    .select('attachment.id')
    .where('attachment.id', '>', after)
    .where('attachment.hash', 'is not', null)
    .where('attachment.deleted_at', 'is', null)
    .where('attachment_text.attachment_id', 'is', null)
    .orderBy('attachment.id')
    .limit(chunkSize)
    .execute()
  return rows.map(({id}) => id)
}
