import type {Value} from '../../../../query/ast.ts'
import {readDate} from '../../../../query/dates.ts'

/** What a date of a query means: days from the first up to, but without, `until`; or a moment. */
export type Span =
  | {readonly kind: 'days'; readonly from: string; readonly until: string}
  | {readonly kind: 'instant'; readonly at: string; readonly until: string}

/** Undefined for what is no date. @param today YYYY-MM-DD */
export function spanOf(value: Value, today: string): Span | undefined {
  if (value.kind === 'today') return dayBy(shift(today, value.offset, value.unit))
  if (value.kind !== 'word') return undefined
  const written = readDate(value.text)
  if (written === null) return undefined
  if (written.kind === 'instant')
    return {kind: 'instant', at: iso(written.time), until: iso(written.time + 1)}
  const {kind, year} = written
  if (kind === 'year') return {kind: 'days', from: day(year, 1, 1), until: day(year + 1, 1, 1)}
  const {month} = written
  if (kind === 'month') return {kind: 'days', from: day(year, month, 1), until: day(year, month + 1, 1)}
  return dayBy(day(year, month, written.day))
}

/** The day it is in a time zone at this moment, YYYY-MM-DD. */
export function dayIn(timeZone: string, now: Date): string {
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {timeZone, year: 'numeric', month: '2-digit', day: '2-digit'})
    formats.set(timeZone, format)
  }
  return format.format(now)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function dayBy(from: string): Span {
  return {kind: 'days', from, until: shift(from, 1, 'd')}
}

function shift(from: string, offset: number, unit: 'd' | 'w' | 'm' | 'y'): string {
  const [year = 0, month = 1, date = 1] = from.split('-').map(Number)
  if (unit === 'd' || unit === 'w') return day(year, month, date + offset * (unit === 'w' ? 7 : 1))
  const months = month + offset * (unit === 'y' ? 12 : 1)
  // The 31st of a month, a month before one of 30 days, is its last day.
  return day(year, months, Math.min(date, new Date(Date.UTC(year, months, 0)).getUTCDate()))
}

function day(year: number, month: number, date: number): string {
  return iso(Date.UTC(year, month - 1, date)).slice(0, 10)
}

function iso(time: number): string {
  return new Date(time).toISOString()
}
