import {buffer} from 'node:stream/consumers'
import type {Readable} from 'node:stream'
import sharp, {type Sharp} from 'sharp'
import {AppError} from '../errors.ts'

// 256 MB when decoded
const maxPixels = 64_000_000
const maxSeconds = 20

// Memory before speed: no cache, one thread an image
sharp.cache(false)
sharp.concurrency(1)

// Only the formats that are shown, so that no other decoder (SVG, TIFF, PDF …) ever meets foreign bytes
sharp.block({operation: ['VipsForeignLoad']})
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((format) => `VipsForeignLoad${format}Buffer`),
})

/**
 * Does something with an image that somebody uploaded: PNG, JPEG, GIF, WebP or AVIF, turned upright, its first
 * frame. One at a time, since a decoded image is large. Throws AppError `invalid` for any image it cannot read.
 */
export async function withImage<T>(input: Readable | Buffer, use: (image: Sharp) => Promise<T>): Promise<T> {
  const bytes = Buffer.isBuffer(input) ? input : await buffer(input)
  return oneAtATime(async () => {
    try {
      const image = sharp(bytes, {
        limitInputPixels: maxPixels,
        failOn: 'error',
        autoOrient: true,
        sequentialRead: true,
      })
      return await use(image.timeout({seconds: maxSeconds}))
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new AppError('invalid', `Cannot read the image: ${reason}`, {cause: error})
    }
  })
}

let last: Promise<unknown> = Promise.resolve()

function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work)
  last = next.catch(() => undefined)
  return next
}
