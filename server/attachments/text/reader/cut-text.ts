/** As much of the beginning as takes so many bytes in UTF-8, cut at a whole character. */
export function firstBytes(text: string, limit: number): string {
  const bytes = new TextEncoder().encode(text)
  if (bytes.length <= limit) return text
  return new TextDecoder().decode(bytes.subarray(0, limit), {stream: true})
}

/** As much of the end. */
export function lastBytes(text: string, limit: number): string {
  const bytes = new TextEncoder().encode(text)
  if (bytes.length <= limit) return text
  let start = bytes.length - limit
  while (isContinuation(bytes[start])) start++
  return new TextDecoder().decode(bytes.subarray(start))
}

/** RFC 3629, section 3 */
function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80
}
