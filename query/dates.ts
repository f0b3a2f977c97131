export type WrittenDate =
  | {readonly kind: 'year'; readonly year: number}
  | {readonly kind: 'month'; readonly year: number; readonly month: number}
  | {readonly kind: 'day'; readonly year: number; readonly month: number; readonly day: number}
  /** Milliseconds since 1970 */
  | {readonly kind: 'instant'; readonly time: number}

/**
 * Reads `2026`, `2026-11`, `2026-11-20` or an ISO 8601 time with its zone, `2026-11-20T10:00:00Z`. Months and
 * days count from 1. Null for anything else, for days that no calendar has, and outside of 1900 to 2999.
 */
export function readDate(text: string): WrittenDate | null {
  const parts = datePattern.exec(text)
  if (parts === null) return null
  const [year, month, day] = parts.slice(1, 4).map(Number)
  if (year === undefined || year < 1900 || year > 2999) return null
  if (parts[2] === undefined || month === undefined) return {kind: 'year', year}
  if (month < 1 || month > 12) return null
  if (parts[3] === undefined || day === undefined) return {kind: 'month', year, month}
  if (day < 1 || day > daysInMonth(year, month)) return null
  if (parts[4] === undefined) return {kind: 'day', year, month, day}
  const time = Date.parse(text.toUpperCase())
  return Number.isNaN(time) ? null : {kind: 'instant', time}
}

export type DateUnit = 'd' | 'w' | 'm' | 'y'

/** Reads `@today`, `@today-3d`, `@today+2w`; null for anything else, and for more than a hundred years. */
export function readToday(text: string): {readonly offset: number; readonly unit: DateUnit} | null {
  const parts = todayPattern.exec(text)
  if (parts === null) return null
  const count = Number(parts[2] ?? 0)
  const unit = unitOf(parts[3])
  if (count === 0) return {offset: 0, unit: 'd'}
  if (count > mostOf[unit]) return null
  return {offset: parts[1] === '-' ? -count : count, unit}
}

const datePattern =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?)?)?$/i
const todayPattern = /^@today(?:([+-])(\d{1,6})([dwmy]))?$/i

const mostOf: Readonly<Record<DateUnit, number>> = {d: 36_525, w: 5_218, m: 1_200, y: 100}

function unitOf(letter = 'd'): DateUnit {
  const unit = letter.toLowerCase()
  return unit === 'w' || unit === 'm' || unit === 'y' ? unit : 'd'
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
