/** Two letters at most: of the first and the last word of a name, or of a mail address. */
export function initialsOf(name: string): string {
  const isAddress = /^[^\s@]+@[^\s@]+$/.test(name.trim())
  const words = isAddress
    ? (name.trim().split('@')[0] ?? '').split(/[._+-]+/)
    : name.replace(/\(.*?\)/g, ' ').split(/[\s,]+/)
  const letters = words.map(firstLetter).filter((letter) => letter !== '')
  if (letters.length > 1) return `${letters[0]}${letters.at(-1)}`
  const only = words.find((word) => firstLetter(word) !== '') ?? ''
  return [...only.matchAll(/[\p{L}\p{N}]/gu)].slice(0, 2).join('').toUpperCase()
}

function firstLetter(word: string): string {
  return /[\p{L}\p{N}]/u.exec(word)?.[0].toUpperCase() ?? ''
}

/** A hue in degrees, always the same for the same text (FNV-1a), so that a person keeps a colour everywhere. */
export function hueOf(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text.trim().toLowerCase()) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
  }
  return (hash % 24) * 15
}
