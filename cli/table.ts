import {displayWidth, padded, truncate} from './display-width.ts'

const gap = '  '
const leastLastColumn = 10

/**
 * Rows as aligned columns. On a terminal the last column, which is the one for prose, is cut so that each row
 * is one line; into a file or a pipe everything is written whole.
 *
 * @param width of the terminal; undefined where there is none
 */
export function tableLines(rows: readonly (readonly string[])[], width: number | undefined): string[] {
  const count = Math.max(0, ...rows.map((row) => row.length))
  const widths = Array.from({length: count}, (_, column) =>
    Math.max(0, ...rows.map((row) => displayWidth(row[column] ?? ''))),
  )
  const before = widths.slice(0, -1).reduce((sum, columns) => sum + columns + gap.length, 0)
  const last = width === undefined ? Infinity : Math.max(leastLastColumn, width - before)
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === count - 1 ? truncate(cell, last) : padded(cell, widths[column] ?? 0),
      )
      .join(gap)
      .trimEnd(),
  )
}
