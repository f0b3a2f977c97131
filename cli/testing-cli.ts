import {spawn} from 'node:child_process'
import {join} from 'node:path'

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  environment?: Record<string, string>
  input?: string
  /** Sends Ctrl-C when it aborts. */
  interrupt?: AbortSignal
}

const root = join(import.meta.dirname, '..')

/** Runs `fettle` as a person would, without a terminal and without settings of the machine. */
export function runFettle(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return runScript('cli/main.ts', args, options)
}

export function runScript(
  script: string,
  args: readonly string[],
  {environment = {}, input = '', interrupt}: RunOptions = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [join(root, script), ...args], {
    env: {PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...environment},
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  interrupt?.addEventListener('abort', () => child.kill('SIGINT'))
  // It may end without reading what it was given.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({code, stdout, stderr}))
  })
}
