export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be'

/** The encoding of a text by its first bytes, or undefined if they are no text. UTF-16 needs its byte order mark. */
export function textEncoding(beginning: Uint8Array): TextEncoding | undefined {
  if (beginning.length === 0) return undefined
  const encoding = byMark(beginning)
  try {
    // As a stream, since the last character may be cut in two
    const text = new TextDecoder(encoding, {fatal: true}).decode(beginning, {stream: true})
    return isBinary(text) ? undefined : encoding
  } catch {
    return undefined
  }
}

// The "binary data bytes" of the WHATWG MIME Sniffing Standard, section 3; escape stays: logs are coloured
function isBinary(text: string): boolean {
  const controls = text.match(/\p{Cc}/gu) ?? []
  return controls.some((character) => character < ' ' && !'\t\n\f\r\u001b'.includes(character))
}

function byMark([first, second]: Uint8Array): TextEncoding {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return 'utf-8'
}
