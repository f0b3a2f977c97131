const maxBytes = 200

// Control characters, what reorders text on screen (photo‮gnp.exe), and what no file system agrees on
const unwanted = /[\p{Cc}\p{Cs}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff<>:"|?*]/gu
const windowsDevice = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i

/** A name somebody gave a file, as one that can be shown, stored and saved anywhere: no path, at most 200 bytes. */
export function cleanFileName(name: string): string {
  const last =
    name
      .normalize('NFC')
      .split(/[/\\]/)
      .findLast((part) => part.trim() !== '') ?? ''
  const clean = last
    .replace(unwanted, '')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  if (clean === '') return 'file'
  return shorten(clean.replace(windowsDevice, '_$&'))
}

/** Keeps the ending, which says what the file is. */
function shorten(name: string): string {
  if (Buffer.byteLength(name) <= maxBytes) return name
  const ending = /\.[\p{L}\p{N}]{1,12}$/u.exec(name)?.[0] ?? ''
  const room = maxBytes - Buffer.byteLength(ending)
  let stem = ''
  let used = 0
  for (const character of name.slice(0, name.length - ending.length)) {
    used += Buffer.byteLength(character)
    if (used > room) break
    stem += character
  }
  return stem + ending
}
