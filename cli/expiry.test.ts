import {expect, test} from 'vitest'
import {readExpiry} from './expiry.ts'

const now = new Date('2026-03-01T12:00:00Z')

test.each([
  ['12h', '2026-03-02T00:00:00.000Z'],
  ['90d', '2026-05-30T12:00:00.000Z'],
  ['2w', '2026-03-15T12:00:00.000Z'],
  ['2026-03-01', '2026-03-01T23:59:59.999Z'],
])('%s is %s', (text, time) => {
  expect(readExpiry(text, now).toISOString()).toBe(time)
})

test.each(['', 'soon', '90', '2026-13-01', '0d', '2026-02-28', '-1d'])('"%s" is refused', (text) => {
  expect(() => readExpiry(text, now)).toThrow(/Wrong usage: --expires/)
})
