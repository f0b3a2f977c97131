import {expect, test} from 'vitest'
import {readDate, readToday} from './dates.ts'

test.each([
  ['2026', {kind: 'year', year: 2026}],
  ['2026-11', {kind: 'month', year: 2026, month: 11}],
  ['2028-02-29', {kind: 'day', year: 2028, month: 2, day: 29}],
  ['2026-11-20T10:00:00Z', {kind: 'instant', time: Date.UTC(2026, 10, 20, 10)}],
  ['2026-11-20t10:00+02:00', {kind: 'instant', time: Date.UTC(2026, 10, 20, 8)}],
  ['2026-11-20T10:00:00.5-01:00', {kind: 'instant', time: Date.UTC(2026, 10, 20, 11, 0, 0, 500)}],
  ['2026-02-29', null],
  ['2026-13', null],
  ['2026-00-01', null],
  ['2026-11-20T10:00:00', null],
  ['2026-11-20T25:00Z', null],
  ['2026-02-30T10:00:00Z', null],
  ['0026-01-01', null],
  ['26-01-01', null],
  ['20261120', null],
])('%j is %j', (text, date) => expect(readDate(text)).toEqual(date))

test.each([
  ['@today', {offset: 0, unit: 'd'}],
  ['@today-3d', {offset: -3, unit: 'd'}],
  ['@TODAY+2W', {offset: 2, unit: 'w'}],
  ['@today-0m', {offset: 0, unit: 'd'}],
  ['@today-100y', {offset: -100, unit: 'y'}],
  ['@today-101y', null],
  ['@today-3', null],
  ['@today3d', null],
  ['today', null],
])('%j is %j', (text, day) => expect(readToday(text)).toEqual(day))
