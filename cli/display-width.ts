const segments = new Intl.Segmenter(undefined, {granularity: 'grapheme'})
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u

/** Columns that a line takes on a terminal: East Asian characters and emoji take two. */
export function displayWidth(text: string): number {
  let width = 0
  for (const {segment} of segments.segment(text)) width += widthOf(segment)
  return width
}

/** At most so many columns, with … where something was left out. */
export function truncate(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text
  let kept = ''
  let width = 0
  for (const {segment} of segments.segment(text)) {
    width += widthOf(segment)
    if (width > columns - 1) break
    kept += segment
  }
  return columns < 1 ? '' : `${kept}…`
}

export function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)))
}

function widthOf(grapheme: string): number {
  return wide.test(grapheme) ? 2 : 1
}
