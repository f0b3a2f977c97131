import {expect, test} from 'vitest'
import {comparePositions, formatPosition, parsePosition} from './position.ts'

test('a position survives as text', () => {
  const position = {xid: '18446744073709551', id: 977}
  expect(parsePosition(formatPosition(position))).toEqual(position)
})

test.each(['', '12', '1-2-3', '-1-2', 'a-b', '1-', '99999999999999999999999-1'])('%j is none', (text) => {
  expect(parsePosition(text)).toBeUndefined()
})

test('transactions come before ids, and are compared as numbers', () => {
  const sorted = [
    {xid: '9', id: 50},
    {xid: '10', id: 1},
    {xid: '10', id: 2},
  ]
  expect([...sorted].toReversed().toSorted(comparePositions)).toEqual(sorted)
})
