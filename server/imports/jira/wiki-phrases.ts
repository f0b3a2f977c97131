import {escapeMarkdown} from './escape-markdown.ts'

const longestBraced = 2000
const phraseMarkdown: Record<string, readonly [string, string]> = {
  '*': ['**', '**'],
  _: ['_', '_'],
  '-': ['~~', '~~'],
  '+': ['<ins>', '</ins>'],
  '^': ['<sup>', '</sup>'],
  '~': ['<sub>', '</sub>'],
  '??': ['_', '_'],
}

/**
 * Emphasis in a line without its tokens. As in Jira, a mark opens where no letter, digit or same mark stands before
 * it and no space after it, and closes the other way round; it may not span lines.
 */
export function phrasesToMarkdown(text: string, place: 'text' | 'label' = 'text'): string {
  const closers = new Map<string, number[]>()
  const scan = /\{([*_\-+^~]|\?\?)\}|\?\?|[*_\-+^~]/g
  let out = ''
  let from = 0
  for (let match = scan.exec(text); match !== null; match = scan.exec(text)) {
    const [found, braced] = match
    const phrase =
      braced === undefined
        ? findPhrase(text, match.index, found, closers)
        : findBraced(text, match.index, found)
    if (phrase === undefined) continue
    const [open = '', close = ''] = phraseMarkdown[braced ?? found] ?? []
    out += escapeMarkdown(text.slice(from, match.index), place)
    const inner = phrasesToMarkdown(phrase.content, place)
    out += braced === '_' ? `*${inner}*` : open + inner + close
    from = phrase.end
    scan.lastIndex = phrase.end
  }
  return out + escapeMarkdown(text.slice(from), place)
}

interface Phrase {
  content: string
  end: number
}

function findBraced(text: string, at: number, mark: string): Phrase | undefined {
  const from = at + mark.length
  const close = text.slice(from, from + longestBraced).indexOf(mark)
  const content = close < 1 ? '' : text.slice(from, from + close)
  return content.trim() !== content || content === '' ? undefined : {content, end: from + close + mark.length}
}

function findPhrase(
  text: string,
  at: number,
  mark: string,
  closers: Map<string, number[]>,
): Phrase | undefined {
  if (!opens(text, at, mark)) return undefined
  const from = at + mark.length
  let ends = closers.get(mark)
  if (ends === undefined) closers.set(mark, (ends = findClosers(text, mark)))
  while ((ends.at(-1) ?? Infinity) < from + 1) ends.pop()
  const close = ends.at(-1)
  return close === undefined ? undefined : {content: text.slice(from, close), end: close + mark.length}
}

/** Positions where `mark` may close, last first, so that the next one is taken from the end. */
function findClosers(text: string, mark: string): number[] {
  const positions: number[] = []
  for (let at = text.lastIndexOf(mark); at > 0; at = text.lastIndexOf(mark, at - 1)) {
    if (closes(text, at, mark)) positions.push(at)
  }
  return positions
}

const wordLike = /[\p{L}\p{N}]/u
const strict = new Set(['-', '+', '^', '~'])

function opens(text: string, at: number, mark: string): boolean {
  const before = text[at - 1] ?? ' '
  const after = text[at + mark.length] ?? ' '
  if (after.trim() === '' || after === mark[0] || before === mark[0] || wordLike.test(before)) return false
  return strict.has(mark) ? /[\s([{"'*_\uFDD1]/.test(before) : !/[/.=@&$<\\]/.test(before)
}

function closes(text: string, at: number, mark: string): boolean {
  const before = text[at - 1] ?? ' '
  const after = text[at + mark.length] ?? ' '
  if (before.trim() === '' || before === mark[0] || after === mark[0] || wordLike.test(after)) return false
  return strict.has(mark) ? /[\s)\]}"'*_.,;:!?\uFDD0]/.test(after) : !/[/=&$]/.test(after)
}
