import {Readable} from 'node:stream'
import {crc32, deflateSync} from 'node:zlib'
import sharp from 'sharp'
import {describe, expect, test} from 'vitest'
import {imageSize, makeThumbnail} from './thumbnail.ts'

const image = (width: number, height: number) =>
  sharp({create: {width, height, channels: 3, background: 'red'}})

describe.each(['png', 'jpeg', 'gif', 'webp', 'avif'] as const)('%s', (format) => {
  test('becomes a small WebP of the same shape', async () => {
    const original = await image(1000, 500).toFormat(format).toBuffer()
    const thumbnail = await makeThumbnail(original)
    expect(thumbnail).toMatchObject({mime: 'image/webp', width: 480, height: 240})
    expect(thumbnail.data.subarray(8, 12).toString()).toBe('WEBP')
    expect(await imageSize(original)).toEqual({width: 1000, height: 500})
  })
})

test('reads a stream, and never enlarges', async () => {
  const original = await image(100, 50).png().toBuffer()
  expect(await makeThumbnail(Readable.from([original]), {max: 200})).toMatchObject({width: 100, height: 50})
})

test('turns a photograph upright and forgets where it was taken', async () => {
  const photo = await image(200, 100)
    .jpeg()
    .withExif({IFD0: {Copyright: 'somebody'}, IFD3: {GPSLatitude: '1/1 2/1 3/1'}})
    .withMetadata({orientation: 6})
    .toBuffer()
  const {data, width, height} = await makeThumbnail(photo)
  expect([width, height]).toEqual([100, 200])
  expect(await imageSize(photo)).toEqual({width: 100, height: 200})
  expect((await sharp(photo).metadata()).exif).toBeDefined()
  expect((await sharp(data).metadata()).exif).toBeUndefined()
})

test.each([
  [
    'SVG',
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
    ),
  ],
  ['text', Buffer.from('hello')],
  ['nothing', Buffer.alloc(0)],
  ['a PNG cut short', pngOf(64, 64).subarray(0, 60)],
  ['a PNG with a false sum', Buffer.from(pngOf(64, 64)).fill(1, 50, 55)],
])('%s is refused', async (_, content) => {
  await expect(makeThumbnail(content)).rejects.toMatchObject({code: 'invalid'})
})

test('TIFF is refused, though the library could read it', async () => {
  await expect(makeThumbnail(await image(9, 9).tiff().toBuffer())).rejects.toMatchObject({code: 'invalid'})
})

test.each([
  [50_000, 50_000],
  [2_000_000_000, 2_000_000_000],
])('a few bytes that unpack to %i × %i pixels are an error, not a crash', async (width, height) => {
  await expect(makeThumbnail(pngOf(width, height))).rejects.toMatchObject({code: 'invalid'})
})

test('a complete image of too many pixels is refused for that, however few its bytes', async () => {
  const bomb = pngOf(9_000, 9_000, 9_000)
  expect(bomb.length).toBeLessThan(100_000)
  await expect(makeThumbnail(bomb)).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('pixel limit'),
  })
})

test('a refused image does not hold up the next', async () => {
  const good = await image(10, 10).png().toBuffer()
  const [bad, next] = await Promise.allSettled([makeThumbnail(Buffer.from('x')), makeThumbnail(good)])
  expect([bad.status, next.status]).toEqual(['rejected', 'fulfilled'])
})

/** A black PNG that claims a height and holds some of its rows. */
function pngOf(width: number, height: number, rowsHeld = Math.min(64, height)): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(rowsHeld * (Math.min(width, 10_000) + 1)))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
