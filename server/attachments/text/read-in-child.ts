import {spawn, type ChildProcessWithoutNullStreams as Child} from 'node:child_process'
import {join} from 'node:path'
import type {Readable} from 'node:stream'
import {confined, isWindows} from './confined.ts'
import {maxTextBytes} from './limits.ts'
import {outcomeSchema, type Outcome} from './outcome.ts'
import type {TextKind} from './text-kind.ts'

export interface ReadOptions {
  /** Stops it: the server ends. */
  readonly signal?: AbortSignal | undefined
  readonly timeoutMs?: number
  /** Another program than the reader, for tests. */
  readonly command?: readonly string[]
}

/**
 * Reads the text of a file in a confined process of its own, since somebody may have made the file to harm who
 * reads it. It has no environment and is killed when it takes too long. Whatever becomes of it is the outcome.
 *
 * @throws Error when the content cannot be had, or the signal aborts
 */
export async function readInChild(
  kind: TextKind,
  content: Readable,
  {signal, timeoutMs = 30_000, command = reader(kind)}: ReadOptions = {},
): Promise<Outcome> {
  signal?.throwIfAborted()
  const [program = '', ...args] = command
  const child = spawn(program, args, {env: {}, cwd: '/', detached: !isWindows})
  const kill = (): void => killTree(child)
  let isTooLate = false
  const deadline = setTimeout(() => {
    isTooLate = true
    kill()
  }, timeoutMs)
  signal?.addEventListener('abort', kill, {once: true})
  try {
    const [ended] = await Promise.all([watch(child), feed(content, child)])
    signal?.throwIfAborted()
    return isTooLate ? failed(`Took longer than ${timeoutMs / 1000} seconds`) : outcomeOf(ended)
  } finally {
    clearTimeout(deadline)
    signal?.removeEventListener('abort', kill)
    content.destroy()
    kill()
  }
}

const root = join(import.meta.dirname, '../../..')
// The reader and what it is made of; the data folder is not among it.
const parts = [
  'package.json',
  'node_modules/',
  'server/attachments/text/',
  'server/core/files/text-encoding.ts',
]

function reader(kind: TextKind): string[] {
  const readable = parts.map((path) => join(root, path))
  return confined(join(import.meta.dirname, 'reader/main.ts'), [kind], readable)
}

interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly output: string
  readonly complaint: string
}

// JSON writes a character with up to six.
const maxOutput = maxTextBytes * 6 + 1_000
const maxComplaint = 8_000

function watch(child: Child): Promise<Ended> {
  const output = gather(child.stdout, maxOutput)
  const complaint = gather(child.stderr, maxComplaint)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({code, signal, output: output(), complaint: complaint()}))
  })
}

/** Keeps the beginning; the rest is read and dropped, so that who writes it need not wait. */
function gather(stream: Readable, limit: number): () => string {
  const chunks: Buffer[] = []
  let length = 0
  stream.on('data', (chunk: Buffer) => {
    if (length < limit) chunks.push(chunk)
    length += chunk.length
  })
  return () => Buffer.concat(chunks).toString()
}

/** Ends early when the child does: how that ended says why. */
function feed(content: Readable, {stdin}: Child): Promise<void> {
  return new Promise((resolve, reject) => {
    stdin.on('error', () => undefined)
    stdin.once('close', () => content.destroy())
    content.once('error', reject)
    content.once('close', resolve)
    content.pipe(stdin)
  })
}

function outcomeOf({code, signal, output, complaint}: Ended): Outcome {
  if (code === 0) {
    const parsed = outcomeSchema.safeParse(parseJson(output))
    return parsed.success ? parsed.data : failed('The reader gave no answer')
  }
  if (/out of memory|allocation failed|cannot allocate/i.test(complaint))
    return failed('Needs too much memory')
  return failed(`The reader broke off (${signal ?? `code ${code}`})`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function failed(reason: string): Outcome {
  return {state: 'failed', reason}
}

/** With all it started. */
function killTree({pid, exitCode, signalCode}: Child): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return
  try {
    process.kill(isWindows ? pid : -pid, 'SIGKILL')
  } catch {
    // It ended by itself.
  }
}
