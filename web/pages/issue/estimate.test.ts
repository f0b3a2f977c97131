import {expect, test} from 'vitest'
import {estimateText, readEstimate} from './estimate.ts'

test('writes minutes in days of eight hours', () => {
  expect(estimateText(0)).toBe('0m')
  expect(estimateText(45)).toBe('45m')
  expect(estimateText(150)).toBe('2h 30m')
  expect(estimateText(10 * 60)).toBe('1d 2h')
})

test('reads what people write', () => {
  expect(readEstimate('30m')).toBe(30)
  expect(readEstimate('1d 2h')).toBe(600)
  expect(readEstimate('1,5h')).toBe(90)
  expect(readEstimate(' 90 ')).toBe(90)
})

test('takes nothing else', () => {
  for (const text of ['', 'soon', '3w', '-4h', '2h later']) expect(readEstimate(text)).toBeNull()
})
