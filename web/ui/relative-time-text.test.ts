import {expect, test} from 'vitest'
import {ageOf, relativeText} from './relative-time-text.ts'

const now = new Date(2026, 10, 20, 12).getTime()
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

test.each([
  [59_000, {unit: 'now'}],
  [minute, {unit: 'minutes', count: 1}],
  [59 * minute, {unit: 'minutes', count: 59}],
  [hour, {unit: 'hours', count: 1}],
  [23 * hour, {unit: 'hours', count: 23}],
  [day, {unit: 'days', count: 1}],
  [59 * day, {unit: 'days', count: 59}],
  [61 * day, {unit: 'months', count: 2}],
  [729 * day, {unit: 'months', count: 23}],
  [800 * day, {unit: 'years', count: 2}],
])('the age after %d ms is %o', (ms, age) => {
  expect(ageOf(now - ms, now)).toEqual(age)
})

test('a clock that runs ahead gives no negative age', () => {
  expect(ageOf(now + hour, now)).toEqual({unit: 'now'})
})

test.each([
  ['en', 20_000, 'now'],
  ['en', 25 * minute, '25 minutes ago'],
  ['en', hour, '1 hour ago'],
  ['en', 6 * day, '6 days ago'],
  ['en', 7 * day, 'Nov 13'],
  ['en', 365 * day, 'Nov 20, 2025'],
  ['en', -2 * hour, 'in 2 hours'],
  ['de', 25 * minute, 'vor 25 Minuten'],
  ['de', 6 * day, 'vor 6 Tagen'],
])('in %s, %d ms ago reads %j', (locale, ms, text) => {
  expect(relativeText(now - ms, now, locale)).toBe(text)
})
