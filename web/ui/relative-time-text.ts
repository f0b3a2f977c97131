const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

export type Age = {unit: 'now'} | {unit: 'minutes' | 'hours' | 'days' | 'months' | 'years'; count: number}

/** How old something is, in its largest whole unit: what a column of a list has room for. */
export function ageOf(at: number, now: number): Age {
  const ms = Math.max(0, now - at)
  if (ms < minute) return {unit: 'now'}
  if (ms < hour) return {unit: 'minutes', count: Math.floor(ms / minute)}
  if (ms < day) return {unit: 'hours', count: Math.floor(ms / hour)}
  const days = Math.floor(ms / day)
  if (days < 60) return {unit: 'days', count: days}
  if (days < 730) return {unit: 'months', count: Math.floor(days / 30.44)}
  return {unit: 'years', count: Math.floor(days / 365.25)}
}

/** "5 minutes ago" up to a week, before and after now; then the date, with its year when that is another. */
export function relativeText(at: number, now: number, locale: string): string {
  const ms = at - now
  const distance = Math.abs(ms)
  if (distance >= 7 * day) return shortDate(at, now, locale)
  const words = new Intl.RelativeTimeFormat(locale, {numeric: 'auto'})
  if (distance < minute) return words.format(0, 'second')
  if (distance < hour) return words.format(Math.trunc(ms / minute), 'minute')
  if (distance < day) return words.format(Math.trunc(ms / hour), 'hour')
  return new Intl.RelativeTimeFormat(locale, {numeric: 'always'}).format(Math.trunc(ms / day), 'day')
}

function shortDate(at: number, now: number, locale: string): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  const year = sameYear ? {} : ({year: 'numeric'} as const)
  return new Intl.DateTimeFormat(locale, {day: 'numeric', month: 'short', ...year}).format(at)
}

/** Day, month, year and minute: for the tooltip. */
export function fullDate(at: number, locale: string): string {
  return fullFormat(locale).format(at)
}

/** Making one costs half a millisecond, and a list that is scrolled asks for hundreds a second. */
let known: {locale: string; format: Intl.DateTimeFormat} | undefined

function fullFormat(locale: string): Intl.DateTimeFormat {
  if (known?.locale !== locale) {
    known = {locale, format: new Intl.DateTimeFormat(locale, {dateStyle: 'full', timeStyle: 'short'})}
  }
  return known.format
}
