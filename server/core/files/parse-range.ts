import type {ByteRange} from './file-store.ts'

/**
 * A Range header for a file of `size` bytes (RFC 9110 section 14). Undefined means: send everything, which is
 * also the answer to several ranges, other units and nonsense; `unsatisfiable` means 416.
 */
export function parseRange(
  header: string | undefined,
  size: number,
): ByteRange | 'unsatisfiable' | undefined {
  const match = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/i.exec(header ?? '')
  const [, first, last] = match ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined

  if (first === '') return fromEnd(Number(last), size)
  const start = Number(first)
  if (last !== '' && Number(last) < start) return undefined
  if (start >= size) return 'unsatisfiable'
  return {start, end: last === '' ? size - 1 : Math.min(Number(last), size - 1)}
}

function fromEnd(length: number, size: number): ByteRange | 'unsatisfiable' {
  if (length === 0 || size === 0) return 'unsatisfiable'
  return {start: Math.max(0, size - length), end: size - 1}
}
