import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {type Line, readLines, type ReadOptions} from './read-lines.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-lines-'))
})
afterAll(() => rm(folder, {recursive: true}))

async function read(
  content: string | Buffer,
  options: ReadOptions = {},
): Promise<(string | [number, string])[]> {
  const file = join(folder, 'lines')
  await writeFile(file, content)
  const lines: Line[] = []
  for await (const line of readLines(file, options)) lines.push(line)
  return lines.map((line) => (line.kind === 'line' ? line.text : [line.number, line.reason]))
}

test('only a newline ends a line', async () => {
  expect(await read('a\u2028b\u0085c\n\n{"ü":"\r"}\nlast')).toEqual(['a\u2028b\u0085c', '{"ü":"\r"}', 'last'])
})

test('a gzipped file is known by its content', async () => {
  expect(await read(gzipSync('a\nb\n'))).toEqual(['a', 'b'])
})

test('characters that chunks cut in two are whole', async () => {
  const line = 'ü'.repeat(400_001)
  expect(await read(`x${line}\n${line}\n`)).toEqual([`x${line}`, line])
})

test('a line that is too long is named and the rest is read', async () => {
  expect(await read('aa\nbbbbbb\ncc\n', {longestLine: 4})).toEqual([
    'aa',
    [2, 'Line is longer than 4 bytes'],
    'cc',
  ])
})

test('a file cut short gives its lines and says so', async () => {
  const whole = gzipSync(Array.from({length: 40_000}, (_, i) => `${i} ${Math.sin(i)}\n`).join(''))
  const lines = await read(whole.subarray(0, whole.length - 40))
  expect(lines.length).toBeGreaterThan(1000)
  expect(lines.at(-1)).toEqual([expect.any(Number), expect.stringContaining('Cannot read on')])
})

test('progress counts the bytes on disk', async () => {
  const content = gzipSync('a\n'.repeat(100_000))
  const seen: [number, number][] = []
  await read(content, {onProgress: (bytesRead, bytesTotal) => seen.push([bytesRead, bytesTotal])})
  expect(seen.at(-1)).toEqual([content.length, content.length])
})

test('a missing file throws', async () => {
  await expect(readLines(join(folder, 'none')).next()).rejects.toThrow('ENOENT')
})
