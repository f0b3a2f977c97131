import {expect, test} from 'vitest'
import {parseRange} from './parse-range.ts'

test.each([
  ['bytes=0-0', 100, {start: 0, end: 0}],
  ['bytes=10-', 100, {start: 10, end: 99}],
  ['bytes=10-1000', 100, {start: 10, end: 99}],
  ['Bytes= 10-20', 100, {start: 10, end: 20}],
  ['bytes=-30', 100, {start: 70, end: 99}],
  ['bytes=-300', 100, {start: 0, end: 99}],
  ['bytes=100-', 100, 'unsatisfiable'],
  ['bytes=-0', 100, 'unsatisfiable'],
  ['bytes=0-', 0, 'unsatisfiable'],
  ['bytes=-5', 0, 'unsatisfiable'],
  [undefined, 100, undefined],
  ['bytes=20-10', 100, undefined],
  ['bytes=-', 100, undefined],
  ['bytes=0-1,5-6', 100, undefined],
  ['items=0-1', 100, undefined],
  ['bytes=1e3-', 100, undefined],
  ['bytes=--5', 100, undefined],
  ['bytes=99999999999999999999-', 100, undefined],
] as const)('%j of %i bytes', (header, size, range) => expect(parseRange(header, size)).toEqual(range))
