/** A key for a project of this name that none has yet: the initials of several words, else the first letters. */
export function suggestKey(name: string, taken: readonly string[]): string {
  const words = name
    .normalize('NFKD')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9\s_-]/g, '')
    .split(/[\s_-]+/)
    .filter((word) => /^[A-Z]/.test(word))
  const [first = ''] = words
  const candidates = [
    first.slice(0, 3),
    words
      .map((word) => word[0])
      .join('')
      .slice(0, 5),
    first.slice(0, 4),
    first.slice(0, 10),
  ]
  return candidates.find((key) => key.length >= 2 && !taken.includes(key)) ?? ''
}
