/** A working day, as estimates mean it. */
const minutesPerDay = 8 * 60

/** `150` → `2h 30m`, in days of eight hours. */
export function estimateText(minutes: number): string {
  const days = Math.floor(minutes / minutesPerDay)
  const hours = Math.floor((minutes % minutesPerDay) / 60)
  const rest = minutes % 60
  const parts = [days > 0 && `${days}d`, hours > 0 && `${hours}h`, rest > 0 && `${rest}m`]
  return parts.filter((part) => part !== false).join(' ') || '0m'
}

/** `1d 2h`, `1.5h`, `90` (minutes) → minutes; null for what says no time. */
export function readEstimate(text: string): number | null {
  const trimmed = text.trim().toLowerCase().replaceAll(',', '.')
  if (/^\d+$/.test(trimmed)) return Number(trimmed)
  if (!/^(\d+(\.\d+)?\s*[dhm]\s*)+$/.test(trimmed)) return null
  const parts = [...trimmed.matchAll(/(\d+(?:\.\d+)?)\s*([dhm])/g)]
  const units: Record<string, number> = {d: minutesPerDay, h: 60, m: 1}
  return Math.round(parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (units[unit] ?? 0), 0))
}
