const minutesIn = new Map([
  ['m', 1],
  ['h', 60],
  ['d', 8 * 60],
  ['w', 5 * 8 * 60],
])
const most = 2 ** 31 - 1

/**
 * Minutes of work in `30m`, `1.5h`, `2d`, `1w`, `1d4h` or plain minutes; a day has 8 hours, a week 5 days.
 * Rounded to whole minutes; null for anything else.
 */
export function readDuration(text: string): number | null {
  if (!/^(?:\d{1,10}|(?:\d{1,10}(?:\.\d{1,4})?[mhdw])+)$/i.test(text)) return null
  let minutes = 0
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)([mhdw])?/gi)) {
    minutes += Number(amount) * (minutesIn.get(unit?.toLowerCase() ?? 'm') ?? 1)
  }
  return minutes <= most ? Math.round(minutes) : null
}
