export interface RateWindow {
  /** Counts one for this key. Milliseconds to wait when that is too many, else 0. */
  take(key: string): number
}

const maxKeys = 50_000

/** At most `max` of each key in a window that begins with the first one. */
export function createRateWindow({
  max,
  windowMs,
  now = Date.now,
}: {
  max: number
  windowMs: number
  now?: () => number
}): RateWindow {
  const windows = new Map<string, {count: number; endsAt: number}>()

  function makeRoom(): void {
    for (const [key, {endsAt}] of windows) if (endsAt <= now()) windows.delete(key)
    // Still full of live ones: the oldest go, which is better than to grow or to turn everybody away.
    for (const key of windows.keys()) {
      if (windows.size < maxKeys) break
      windows.delete(key)
    }
  }

  return {
    take(key) {
      const known = windows.get(key)
      if (known === undefined || known.endsAt <= now()) {
        windows.delete(key)
        if (windows.size >= maxKeys) makeRoom()
        windows.set(key, {count: 1, endsAt: now() + windowMs})
        return 0
      }
      known.count++
      return known.count <= max ? 0 : known.endsAt - now()
    },
  }
}
