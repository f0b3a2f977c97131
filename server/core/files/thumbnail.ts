import type {Readable} from 'node:stream'
import {withImage} from './read-image.ts'

export type Thumbnail = {data: Buffer; mime: 'image/webp'; /** pixels */ width: number; height: number}

/**
 * A small WebP of an image, at most `max` pixels each way, upright, without metadata (no place, no camera).
 * Reads the whole image into memory: bound its size first. Throws AppError `invalid` for what is no image, is
 * damaged, or is too large when unpacked.
 */
export async function makeThumbnail(
  input: Readable | Buffer,
  {max = 480}: {max?: number} = {},
): Promise<Thumbnail> {
  const {data, info} = await withImage(input, (image) =>
    image
      .resize({width: max, height: max, fit: 'inside', withoutEnlargement: true})
      .webp({quality: 78})
      .toBuffer({resolveWithObject: true}),
  )
  return {data, mime: 'image/webp', width: info.width, height: info.height}
}

/** Width and height in pixels as it is shown, read from the header. Throws AppError `invalid`. */
export async function imageSize(input: Readable | Buffer): Promise<{width: number; height: number}> {
  const {autoOrient} = await withImage(input, (image) => image.metadata())
  return {width: autoOrient.width, height: autoOrient.height}
}
