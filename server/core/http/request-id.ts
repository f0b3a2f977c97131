import {randomBytes} from 'node:crypto'

const start = randomBytes(6).toString('base64url')
let count = 0

/** Told apart from those of other processes by its beginning; short enough to read out on the telephone. */
export function newRequestId(): string {
  count++
  return `${start}-${count.toString(36)}`
}
