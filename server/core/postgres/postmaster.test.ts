import {expect, test} from 'vitest'
import {sharedBuffersMb} from './postmaster.ts'

const gb = 1024 ** 3

test.each([
  [gb / 2, 128],
  [gb, 128],
  [4 * gb, 512],
  [64 * gb, 1024],
])('of %d bytes of memory, PostgreSQL keeps %d MB', (memory, expected) => {
  expect(sharedBuffersMb(memory)).toBe(expected)
})
