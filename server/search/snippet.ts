import type {Marker, Range} from './mark-words.ts'

export interface Snippet {
  readonly text: string
  readonly marks: readonly Range[]
}

const length = 220
const before = 60

/** The part of a text that has most of the words, or its beginning without marks. */
export function snippetOf(text: string, marker: Marker): Snippet {
  const plain = plainText(text)
  const found = marker.find(plain, 30)
  const start = startOf(plain, bestStart(found))
  const end = endOf(plain, start + length)
  const lead = start > 0 ? '…' : ''
  const marks = found
    .filter(({range}) => range[0] >= start && range[1] <= end)
    .map(({range}): Range => [range[0] - start + lead.length, range[1] - start + lead.length])
  return {text: lead + plain.slice(start, end).trimEnd() + (end < plain.length ? '…' : ''), marks}
}

type Found = ReturnType<Marker['find']>

/** Where a window begins that holds the most different words, the earliest of the best. */
function bestStart(found: Found): number {
  let best = 0
  let start = 0
  for (const [index, {range}] of found.entries()) {
    const words = new Set<number>()
    for (const later of found.slice(index)) {
      if (later.range[1] > range[0] + length - before) break
      words.add(later.word)
    }
    if (words.size <= best) continue
    best = words.size
    start = range[0]
  }
  return start
}

function startOf(text: string, at: number): number {
  if (at <= before) return 0
  const space = text.indexOf(' ', at - before)
  return space === -1 || space >= at ? at : space + 1
}

function endOf(text: string, at: number): number {
  if (at >= text.length) return text.length
  const space = text.lastIndexOf(' ', at)
  return space > at - 40 ? space : at
}

/** Markdown to be read in one line. Not parsed: a snippet is a glance, and there are many of them in an answer. */
function plainText(text: string): string {
  return text
    .replace(/!?\[([^\]\n]{0,300})\]\([^)\s]{0,1000}\)/g, '$1')
    .replace(/^(?:\s*(?:#{1,6}|>|[-*+]|```\w*|~~~\w*)\s)+/gm, ' ')
    .replace(/[*`]{1,3}(?=\S)|(?<=\S)[*`]{1,3}/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
