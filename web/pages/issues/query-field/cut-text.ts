export interface Span {
  readonly start: number
  readonly end: number
}

export interface Piece extends Span {
  readonly mark: 'wrong' | 'unknown' | null
}

/** All of the text in pieces, marked or not. A mark without length is drawn under the place after the text. */
export function cutText(text: string, errors: readonly Span[], unknown: readonly Span[]): Piece[] {
  const marks = [
    ...errors.map((span) => ({...span, mark: 'wrong' as const})),
    ...unknown.map((span) => ({...span, mark: 'unknown' as const})),
  ].toSorted((a, b) => a.start - b.start)
  const pieces: Piece[] = []
  let at = 0
  for (const {start, end, mark} of marks) {
    if (start < at) continue
    if (start > at) pieces.push({start: at, end: start, mark: null})
    pieces.push({start, end, mark})
    at = end
  }
  if (at < text.length) pieces.push({start: at, end: text.length, mark: null})
  return pieces
}
