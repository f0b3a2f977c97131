export interface ByteCache {
  get(key: string): string | undefined
  set(key: string, value: string): void
  readonly bytes: number
}

/** Remembers texts by texts, at most this many bytes of them, the longest unused ones forgotten first. */
export function createByteCache({maxBytes}: {maxBytes: number}): ByteCache {
  const entries = new Map<string, string>()
  let bytes = 0

  function forget(key: string): void {
    const value = entries.get(key)
    if (value === undefined) return
    entries.delete(key)
    bytes -= sizeOf(key, value)
  }

  return {
    get(key) {
      const value = entries.get(key)
      if (value === undefined) return undefined
      entries.delete(key)
      entries.set(key, value)
      return value
    },
    set(key, value) {
      forget(key)
      const size = sizeOf(key, value)
      // One huge text must not push out all others.
      if (size > maxBytes / 4) return
      entries.set(key, value)
      bytes += size
      for (const oldest of entries.keys()) {
        if (bytes <= maxBytes) break
        forget(oldest)
      }
    },
    get bytes() {
      return bytes
    },
  }
}

/** A character takes two bytes at most; the rest is what an entry of the map costs. */
function sizeOf(key: string, value: string): number {
  return 2 * (key.length + value.length) + 100
}
