import {expect, test} from 'vitest'
import {readDuration} from './durations.ts'

test.each([
  ['30', 30],
  ['30m', 30],
  ['1.5h', 90],
  ['2D', 960],
  ['1w', 2_400],
  ['1d4h30m', 750],
  ['0.1m', 0],
  ['9999999999w', null],
  ['1x', null],
  ['h', null],
  ['1d4', null],
  ['-1h', null],
  ['', null],
])('%j is %j minutes', (text, minutes) => expect(readDuration(text)).toBe(minutes))
