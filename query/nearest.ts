/**
 * The candidate that `word` was probably meant to be, ignoring case: at most one slip in a word of up to four
 * letters that begins alike, two in a longer one; null where nothing is that near. A slip is a letter too many,
 * too few, another one, or two that changed places.
 */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  const written = word.toLowerCase()
  let best: string | null = null
  let fewest = allowedSlips(written) + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - written.length) >= fewest) continue
    const right = candidate.toLowerCase()
    if (written.length <= 4 && right[0] !== written[0]) continue
    const slips = slipsBetween(written, right)
    if (slips < fewest) {
      fewest = slips
      best = candidate
    }
  }
  return best
}

/** The one candidate that begins with `word` (three letters or more), else the nearest one. */
export function likeliest(word: string, candidates: Iterable<string>): string | null {
  const all = [...candidates]
  const near = nearest(word, all)
  if (near !== null || word.length < 3) return near
  const written = word.toLowerCase()
  const longer = all.filter((candidate) => candidate.toLowerCase().startsWith(written))
  return longer.length === 1 ? (longer[0] ?? null) : null
}

const longestWord = 40

function allowedSlips(word: string): number {
  if (word.length < 3 || word.length > longestWord) return 0
  return word.length <= 4 ? 1 : 2
}

/** The optimal string alignment distance. */
function slipsBetween(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({length: b.length + 1}, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1]
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      current[column] = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (isSame ? 0 : 1),
        isSwapped ? at(beforeLast, column - 2) + 1 : Infinity,
      )
    }
    beforeLast = last
    last = current
  }
  return at(last, b.length)
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity
}
