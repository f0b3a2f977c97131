import {hash, parseOptions, verify} from '@node-rs/argon2'
import {randomBytes} from 'node:crypto'
import {fewAtOnce} from './few-at-once.ts'

/** Argon2id as OWASP's Password Storage Cheat Sheet asks for at least: 19 MiB, 2 passes, 1 thread. */
const cost = {memoryCost: 19_456, timeCost: 2, parallelism: 1}

/** Each takes some 50 ms of a core and 19 MiB: more at once would starve everything else. */
const inTurn = fewAtOnce({running: 2, waiting: 50})

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize('NFKC'), cost))
}

/** Takes the same time where there is no account, or one without a password. */
export async function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const matches = await inTurn(() => verify(stored ?? nobody, password.normalize('NFKC')))
  return stored !== null && stored !== undefined && matches
}

/** Whether it was made with a cost that is no longer ours. */
export function needsRehash(stored: string): boolean {
  const {memoryCost, timeCost, parallelism} = parseOptions(stored)
  return memoryCost !== cost.memoryCost || timeCost !== cost.timeCost || parallelism !== cost.parallelism
}

/** The hash of no password: it costs what a real one costs and nothing matches it. */
const nobody = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$${phc(16)}$${phc(32)}`

function phc(bytes: number): string {
  return randomBytes(bytes).toString('base64').replaceAll('=', '')
}
