import {CliError} from './cli-error.ts'

const dayMs = 86_400_000
const unitsMs: Readonly<Record<string, number>> = {h: dayMs / 24, d: dayMs, w: 7 * dayMs, y: 365 * dayMs}

/**
 * A time to come, from a span (12h, 90d, 8w, 1y) or a date (2027-01-31, its end in UTC).
 *
 * @throws CliError `usage` for anything else, and for a time that is past
 */
export function readExpiry(text: string, now = new Date()): Date {
  const span = /^(\d{1,5})([hdwy])$/.exec(text)
  const time =
    span === null
      ? new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T23:59:59.999Z` : Number.NaN)
      : new Date(now.getTime() + Number(span[1]) * (unitsMs[span[2] ?? ''] ?? Number.NaN))
  if (Number.isNaN(time.getTime()))
    throw new CliError(
      'usage',
      `Wrong usage: --expires takes a time such as 90d, 12h or 2027-01-31, not "${text}"`,
    )
  if (time <= now) throw new CliError('usage', `Wrong usage: --expires ${text} is past`)
  return time
}
