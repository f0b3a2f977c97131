import sharp from 'sharp'
import {expect, test} from 'vitest'
import {sniffType} from './sniff-type.ts'

const harmless = {mime: 'application/octet-stream', disposition: 'attachment'}
const plain = {mime: 'text/plain; charset=utf-8', disposition: 'inline'}
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])

test.each(['png', 'jpeg', 'gif', 'webp', 'avif'] as const)(
  '%s is shown, whatever it is called',
  async (format) => {
    const image = await sharp({create: {width: 4, height: 4, channels: 3, background: 'red'}})
      .toFormat(format)
      .toBuffer()
    const shown = {mime: `image/${format}`, disposition: 'inline'}
    expect(await sniffType(image, 'x.html')).toEqual(shown)
  },
)

test('other images are for saving', async () => {
  const image = await sharp({create: {width: 4, height: 4, channels: 3, background: 'red'}})
    .tiff()
    .toBuffer()
  expect(await sniffType(image, 'x.png')).toEqual({mime: 'image/tiff', disposition: 'attachment'})
})

test.each([
  ['audio', Buffer.concat([Buffer.from('RIFF\x24\0\0\0WAVEfmt ', 'latin1'), Buffer.alloc(40)]), 'audio/wav'],
  [
    'video',
    Buffer.concat([Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isomiso2', 'latin1'), Buffer.alloc(40)]),
    'video/mp4',
  ],
])('%s is played', async (_, content, mime) => {
  expect(await sniffType(content, 'x')).toEqual({mime, disposition: 'inline'})
})

test.each([
  ['Grüße\n\tand \u001b[31mred\u001b[0m', 'log.txt'],
  ['const a = 1', 'a.ts'],
  ['{"a": 1}', 'a.json'],
  ['an <html> in the middle of a log', 'server.log'],
])('%j named %s is plain text', async (content, name) => {
  expect(await sniffType(Buffer.from(content), name)).toEqual(plain)
})

test('text is text when its beginning ends inside a character', async () => {
  expect(await sniffType(Buffer.from('ä'.repeat(3_000)).subarray(0, 4_099), 'x')).toEqual(plain)
})

test('UTF-16 is text by its mark', async () => {
  expect(await sniffType(utf16('hello'), 'x')).toEqual({
    mime: 'text/plain; charset=utf-16le',
    disposition: 'inline',
  })
})

test.each([
  ['<!doctype html><script>alert(1)</script>', 'x.txt'],
  ['\ufeff \n <HTML>', 'x.png'],
  ['<script>alert(1)</script>', 'x'],
  ['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'x.png'],
  ['<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', 'x'],
  ['<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', 'x'],
  ['<!-- x --><svg/>', 'x.txt'],
  ['<p>x', 'x'],
  ['alert(1)', 'x.js'],
  ['alert(1)', 'X.MJS'],
  ['body {}', 'x.css'],
  ['nothing yet', 'x.svg'],
  ['nothing yet', 'x.html'],
  ['', 'x.txt'],
  ['a\0b', 'x.txt'],
])('%j named %s loses its type', async (content, name) => {
  expect(await sniffType(Buffer.from(content), name)).toEqual(harmless)
})

test('HTML in UTF-16 is seen too', async () => {
  expect(await sniffType(utf16('<html>'), 'x.txt')).toEqual(harmless)
})

test('a PDF is for saving', async () => {
  expect(await sniffType(Buffer.from('%PDF-1.7\n%âãÏÓ'), 'x.txt')).toEqual({
    mime: 'application/pdf',
    disposition: 'attachment',
  })
})

test('neither Latin-1 nor noise is taken for text', async () => {
  expect(await sniffType(Buffer.from('Grüße', 'latin1'), 'x.txt')).toEqual(harmless)
})
