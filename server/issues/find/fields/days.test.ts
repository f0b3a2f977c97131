import {expect, test} from 'vitest'
import type {Value} from '../../../../query/ast.ts'
import {dayIn, spanOf} from './days.ts'

const word = (text: string): Value => ({kind: 'word', text, isQuoted: false})

test.each([
  ['2026', '2026-01-01', '2027-01-01'],
  ['2026-12', '2026-12-01', '2027-01-01'],
  ['2024-02', '2024-02-01', '2024-03-01'],
  ['2024-02-29', '2024-02-29', '2024-03-01'],
  ['2026-12-31', '2026-12-31', '2027-01-01'],
])('%s begins on %s and ends before %s', (text, from, until) => {
  expect(spanOf(word(text), '2026-11-20')).toEqual({kind: 'days', from, until})
})

test.each([
  [0, 'd', '2026-03-31'],
  [1, 'd', '2026-04-01'],
  [-2, 'w', '2026-03-17'],
  [-1, 'm', '2026-02-28'],
  [1, 'm', '2026-04-30'],
  [-25, 'm', '2024-02-29'],
  [1, 'y', '2027-03-31'],
] as const)('from the last of March, %i %s is %s', (offset, unit, from) => {
  expect(spanOf({kind: 'today', offset, unit}, '2026-03-31')).toMatchObject({from})
})

test('a time is a moment of one millisecond, whatever zone it is written in', () => {
  expect(spanOf(word('2026-02-01T00:30:00+01:00'), '2026-11-20')).toEqual({
    kind: 'instant',
    at: '2026-01-31T23:30:00.000Z',
    until: '2026-01-31T23:30:00.001Z',
  })
})

test('what is no date is nothing', () => {
  expect(spanOf(word('2026-02-30'), '2026-11-20')).toBeUndefined()
  expect(spanOf({kind: 'any'}, '2026-11-20')).toBeUndefined()
})

test('the day it is depends on where', () => {
  const now = new Date('2026-01-31T23:30:00Z')
  expect(dayIn('UTC', now)).toBe('2026-01-31')
  expect(dayIn('Asia/Tokyo', now)).toBe('2026-02-01')
  expect(dayIn('America/Los_Angeles', now)).toBe('2026-01-31')
})
