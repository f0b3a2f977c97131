import {randomUUID} from 'node:crypto'
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {Readable} from 'node:stream'
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest'
import {confined} from './confined.ts'
import type {Outcome} from './outcome.ts'
import {readInChild} from './read-in-child.ts'
import {makePdf} from './testing-files.ts'

const content = (text: string | Buffer = 'content') => Readable.from([Buffer.from(text)])
const node = (script: string) => [process.execPath, '--input-type=module', '-e', script]

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fettle-text-'))
})
afterAll(() => rm(folder, {recursive: true, force: true}))

const runFreely = (script: string) => readInChild('plain', content(), {command: node(script)})

async function runConfined(script: string) {
  const path = join(folder, `${randomUUID()}.mjs`)
  await writeFile(path, script)
  return readInChild('plain', content(), {command: confined(path, ['argument'], [`${folder}/`])})
}

const tell = (text: string) => `process.stdout.write(JSON.stringify({state: 'done', text: ${text}}))`

function must(outcome: Outcome): Extract<Outcome, {state: 'done'}> {
  if (outcome.state !== 'done') throw new Error(`Expected a text, got ${JSON.stringify(outcome)}`)
  return outcome
}

async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  // Killed, and not yet waited for by whoever inherited it.
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ' Z ')
  return !/\) Z /.test(stat)
}

test('a file is read', async () => {
  expect(await readInChild('plain', content('héllo'))).toEqual({state: 'done', text: 'héllo'})
  expect(await readInChild('pdf', content(makePdf('In a PDF')))).toEqual({state: 'done', text: 'In a PDF'})
  expect(await readInChild('pdf', content('%PDF broken'))).toMatchObject({state: 'failed'})
})

test('megabytes go in and out', async () => {
  const large = Readable.from(Array.from({length: 40}, () => Buffer.alloc(1024 ** 2, 'word ')))
  const outcome = await readInChild('plain', large)
  expect(outcome.state === 'done' && outcome.text.length).toBeGreaterThan(900_000)
})

test('one that takes too long is killed, with what it started', async () => {
  const path = join(folder, 'pids')
  const script = `
    import {spawn} from 'node:child_process'
    import {writeFileSync} from 'node:fs'
    const other = spawn('/bin/sleep', ['60'])
    writeFileSync(${JSON.stringify(path)}, process.pid + ' ' + other.pid)
    setInterval(() => {}, 1000)`
  expect(await readInChild('plain', content(), {timeoutMs: 1_500, command: node(script)})).toEqual({
    state: 'failed',
    reason: 'Took longer than 1.5 seconds',
  })
  const pids = (await readFile(path, 'utf8')).split(' ').map(Number)
  expect(pids).toHaveLength(2)
  for (const pid of pids) await vi.waitFor(async () => expect(await isAlive(pid)).toBe(false))
})

describe('confined', () => {
  test('it sees nothing of the environment, of other files, and starts nothing', async () => {
    process.env['FETTLE_TEST_SECRET'] = 'do not tell'
    const {text} = must(await runConfined(tell('process.argv[2] + JSON.stringify(process.env)')))
    expect(text).toMatch(/^argument\{/)
    expect(text).not.toMatch(/do not tell|NODE_|PATH/)
    const attempts = [
      "(await import('node:fs')).readFileSync('/etc/passwd')",
      `(await import('node:fs')).writeFileSync(${JSON.stringify(join(folder, 'written'))}, 'x')`,
      "(await import('node:child_process')).execSync('id')",
      "new (await import('node:worker_threads')).Worker('1', {eval: true})",
      "new Function('return 1')()",
    ]
    for (const attempt of attempts)
      expect(
        await runConfined(`try { ${attempt}; ${tell("'could'")} } catch (error) { ${tell('error.name')} }`),
      ).toEqual({state: 'done', text: expect.stringMatching(/Error$/)})
  })

  test('its memory has an end, within the heap and outside', async () => {
    for (const grow of ['kept.push(Buffer.alloc(5e7, 1))', 'kept.push(new Array(1e6).fill(kept.length))'])
      expect(await runConfined(`const kept = []; for (;;) ${grow}`)).toMatchObject({state: 'failed'})
  })
})

test('how it dies is the outcome, and whatever it says is not believed', async () => {
  expect(await runFreely('process.exit(3)')).toEqual({
    state: 'failed',
    reason: 'The reader broke off (code 3)',
  })
  expect(await runFreely('process.abort()')).toMatchObject({state: 'failed'})
  for (const answer of [
    '',
    'nonsense',
    '{"state":"done"}',
    '{"state":"owned","text":"x"}',
    '{"state":"done","text":"a\\u0000b"}',
  ])
    expect(await runFreely(`process.stdout.write(${JSON.stringify(answer)})`)).toEqual({
      state: 'failed',
      reason: 'The reader gave no answer',
    })
})

test('a flood of an answer is not kept', async () => {
  const flood = 'for (let n = 0; n < 60; n++) process.stdout.write("x".repeat(1024 ** 2))'
  expect(await readInChild('plain', content(), {command: node(flood)})).toMatchObject({state: 'failed'})
})

test('a file that cannot be had and a server that ends are no outcome', async () => {
  const broken = new Readable({read: () => broken.destroy(new Error('disk on fire'))})
  await expect(readInChild('plain', broken)).rejects.toThrow('disk on fire')
  const ending = new AbortController()
  const reading = readInChild('plain', content(), {
    signal: ending.signal,
    command: node('setInterval(() => {}, 1000)'),
  })
  ending.abort()
  await expect(reading).rejects.toThrow(/abort/i)
  await expect(readInChild('plain', content(), {signal: ending.signal})).rejects.toThrow(/abort/i)
  await expect(readInChild('plain', content(), {command: ['/no/such/program']})).rejects.toThrow('ENOENT')
})
