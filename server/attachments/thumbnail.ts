import {buffer} from 'node:stream/consumers'
import {Readable} from 'node:stream'
import {z} from 'zod'
import type {Db} from '../core/database/database.ts'
import {AppError} from '../core/errors.ts'
import type {FileStore} from '../core/files/file-store.ts'
import {imageSize, makeThumbnail} from '../core/files/thumbnail.ts'
import {lockFile} from './stored-files.ts'

export const thumbnailTask = 'attachments.thumbnail'

const images = /^image\/(?:png|apng|jpeg|gif|webp|avif)$/
// The whole file is read into memory.
const maxImageBytes = 40 * 1024 ** 2
const maxThumbnailBytes = 2 * 1024 ** 2

/** Whether a thumbnail is made of it. */
export function hasThumbnail({mime, size}: {mime: string; size: number}): boolean {
  return images.test(mime) && size <= maxImageBytes
}

const payloadSchema = z.object({attachmentId: z.int()})

/**
 * Measures an image and makes its thumbnail. Doing it twice changes nothing; what cannot be read as an
 * image stays without one, and any other failure is tried again.
 */
export async function thumbnailAttachment(db: Db, files: FileStore, payload: unknown): Promise<void> {
  const {attachmentId} = payloadSchema.parse(payload)
  const attachment = await db
    .selectFrom('attachment')
    .select(['hash', 'mime', 'size'])
    .where('id', '=', attachmentId)
    .where('deleted_at', 'is', null)
    .where('thumbnail_hash', 'is', null)
    .executeTakeFirst()
  if (attachment === undefined || attachment.hash === null || !hasThumbnail(attachment)) return
  const image = await buffer(await files.open(attachment.hash))
  const made = await readImage(image)
  if (made === undefined) return

  const {hash} = await files.put(Readable.from([made.data]), {maxBytes: maxThumbnailBytes})
  await db.transaction().execute(async (tx) => {
    await lockFile(tx, hash)
    if (!(await files.has(hash))) throw new Error(`The thumbnail of attachment ${attachmentId} vanished`)
    await tx
      .updateTable('attachment')
      .set({thumbnail_hash: hash, width: made.width, height: made.height})
      .where('id', '=', attachmentId)
      .execute()
  })
}

async function readImage(image: Buffer): Promise<{data: Buffer; width: number; height: number} | undefined> {
  try {
    const {width, height} = await imageSize(image)
    const {data} = await makeThumbnail(image)
    return {data, width, height}
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid') return undefined
    throw error
  }
}
