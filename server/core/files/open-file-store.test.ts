import {createHash, randomBytes} from 'node:crypto'
import {mkdtemp, readFile, readdir, rm, utimes, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {Readable} from 'node:stream'
import {text} from 'node:stream/consumers'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import type {FileStore} from './file-store.ts'
import {openFileStore} from './open-file-store.ts'

let folder: string
let store: FileStore
const unlimited = {maxBytes: 100_000_000}
const helloHash = createHash('sha256').update('hello').digest('hex')

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fettle-files-'))
  store = await openFileStore({folder: join(folder, 'files')})
})
afterEach(() => rm(folder, {recursive: true}))

const put = (content: string | Buffer) => store.put(Readable.from([content]), unlimited)
const temporaryFiles = () => readdir(join(folder, 'files', 'tmp'))
const stored = () => Array.fromAsync(store.list())

test('what was put is found, opened in full and in part, listed and deleted', async () => {
  expect(await put('hello')).toEqual({hash: helloHash, size: 5})
  expect(await store.has(helloHash)).toBe(true)
  expect(await store.stat(helloHash)).toMatchObject({size: 5, storedAt: expect.any(Date)})
  expect(await text(await store.open(helloHash))).toBe('hello')
  expect(await text(await store.open(helloHash, {start: 1, end: 3}))).toBe('ell')
  expect(await stored()).toEqual([helloHash])

  await store.delete(helloHash)
  await store.delete(helloHash)
  expect(await store.has(helloHash)).toBe(false)
  expect(await store.stat(helloHash)).toBeUndefined()
  await expect(store.open(helloHash)).rejects.toMatchObject({code: 'notFound'})
})

test('the same content is kept once, also when put at the same time', async () => {
  await Promise.all(Array.from({length: 8}, () => put('hello')))
  expect(await stored()).toEqual([helloHash])
  expect(await temporaryFiles()).toEqual([])
})

test('an empty file is a file', async () => {
  const {hash, size} = await store.put(Readable.from([]), unlimited)
  expect(size).toBe(0)
  expect(await text(await store.open(hash))).toBe('')
})

test('a damaged file is healed by putting it again', async () => {
  await put('hello')
  await writeFile(join(folder, 'files', helloHash.slice(0, 2), helloHash), 'HELLO')
  await put('hello')
  expect(await text(await store.open(helloHash))).toBe('hello')
})

test('many pieces end up in order', async () => {
  const pieces = Array.from({length: 200}, () => randomBytes(10_000))
  const {hash} = await store.put(Readable.from(pieces), unlimited)
  expect(await readFile(join(folder, 'files', hash.slice(0, 2), hash))).toEqual(Buffer.concat(pieces))
})

test('a second store on the folder sees the files', async () => {
  await put('hello')
  expect(await (await openFileStore({folder: join(folder, 'files')})).has(helloHash)).toBe(true)
})

describe('nothing is left behind', () => {
  afterEach(async () => {
    expect(await temporaryFiles()).toEqual([])
    expect(await stored()).toEqual([])
  })

  test('by a file that is too large, which is not read to its end', async () => {
    let read = 0
    const endless = new Readable({
      read() {
        read += 1
        this.push(Buffer.alloc(1000))
      },
    })
    await expect(store.put(endless, {maxBytes: 10_000})).rejects.toMatchObject({code: 'tooLarge'})
    expect(endless.destroyed).toBe(true)
    expect(read).toBeLessThan(200)
  })

  test('by an upload that fails', async () => {
    const failing = Readable.from(
      (async function* () {
        yield 'hello'
        throw new Error('connection reset')
      })(),
    )
    await expect(store.put(failing, unlimited)).rejects.toThrow('connection reset')
  })

  test('by an upload that is broken off', async () => {
    const stream = new Readable({read: () => undefined})
    stream.push('hello')
    const put = store.put(stream, unlimited)
    stream.destroy()
    await expect(put).rejects.toThrow()
  })
})

test('exactly the limit is allowed', async () => {
  expect(await store.put(Readable.from(['hello']), {maxBytes: 5})).toMatchObject({size: 5})
})

test.each([
  '',
  '..',
  '../../etc/passwd',
  `${'a'.repeat(62)}/.`,
  `../${'a'.repeat(61)}`,
  'A'.repeat(64),
  `${'a'.repeat(64)}\n`,
  'a'.repeat(65),
])('%j is refused as a hash', async (hash) => {
  const refused = {code: 'invalid'}
  await expect(store.open(hash)).rejects.toMatchObject(refused)
  await expect(store.has(hash)).rejects.toMatchObject(refused)
  await expect(store.stat(hash)).rejects.toMatchObject(refused)
  await expect(store.delete(hash)).rejects.toMatchObject(refused)
})

test('only temporary files older than a day are swept', async () => {
  const temporary = join(folder, 'files', 'tmp')
  await writeFile(join(temporary, 'old'), 'x')
  await writeFile(join(temporary, 'new'), 'x')
  const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 60 * 60
  await utimes(join(temporary, 'old'), twoDaysAgo, twoDaysAgo)

  expect(await store.sweepTemporaryFiles()).toBe(1)
  expect(await temporaryFiles()).toEqual(['new'])
})
