import {expect, test} from 'vitest'
import {isReservedKey} from './reserved-keys.ts'

test.each(['status', 'sprint', 'sub-issues', 'notes', 'description', 'is', 'not', 'constructor'])(
  '%s means something already',
  (key) => {
    expect(isReservedKey(key)).toBe(true)
  },
)

test.each(['customer-tier', 'open', 'tier2'])('%s is free', (key) => {
  expect(isReservedKey(key)).toBe(false)
})
