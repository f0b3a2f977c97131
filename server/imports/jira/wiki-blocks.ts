import {escapeLineStart} from './escape-markdown.ts'
import {keepNumbers} from './keep-numbers.ts'
import type {TextTokens} from './text-tokens.ts'
import {inlineToMarkdown} from './wiki-inline.ts'
import {isListLine, listToMarkdown} from './wiki-list.ts'
import {isTableRow, tableToMarkdown, takeTableRow} from './wiki-table.ts'
import type {WikiOptions} from './wiki-options.ts'

/** People also leave out the space; `h1.open()` and `h1.x = 2` are code all the same. */
const heading = /^\s*h([1-6])\.(?:\s+(?=\S)|(?=[^\s.])(?![\w.]*\s*[=(]))(.*)$/
const emptyHeading = /^\s*h[1-6]\.\s*$/
const quoteLine = /^\s*bq\.\s*(?=[^\s.])(.*)$/
const rule = /^\s*-{4,}\s*$/

/** Wiki text whose macros are already tokens of `blocks`, line by line, as Markdown. */
export function blocksToMarkdown(text: string, blocks: TextTokens, options: WikiOptions): string {
  const lines = text.split('\n')
  const out: string[] = []
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? ''
    if (line.trim() === '' || emptyHeading.test(line)) at++
    else if (startsBlock(line)) at = takeBlock(lines, at, out, blocks, options)
    else {
      const end = endOfRun(lines, at + 1, (next) => !startsBlock(next))
      for (const part of flowToMarkdown(lines.slice(at, end), blocks, options)) out.push(part)
      at = end
    }
  }
  return keepNumbers(out).join('\n\n')
}

function startsBlock(line: string): boolean {
  return (
    heading.test(line) ||
    quoteLine.test(line) ||
    rule.test(line) ||
    isListLine(line, true) ||
    isTableRow(line)
  )
}

/** Puts the block at line `at` into `out`; returns the line after it. */
function takeBlock(
  lines: string[],
  at: number,
  out: string[],
  blocks: TextTokens,
  options: WikiOptions,
): number {
  const line = lines[at] ?? ''
  const [, level = '', title = ''] = heading.exec(line) ?? []
  if (level !== '') {
    const [first, ...rest] = blocks.split(title)
    const text = inlineToMarkdown((first?.text ?? '').trim(), options)
    if (text !== '') out.push(`${'#'.repeat(Number(level))} ${text}`)
    if (rest.length > 0) {
      if (typeof first?.finished === 'string') out.push(first.finished)
      for (const part of rest) out.push(...flowPart(part, options))
    }
    return at + 1
  }
  const quote = quoteLine.exec(line)?.[1]
  if (quote !== undefined) {
    const body = flowToMarkdown([quote], blocks, options).join('\n\n')
    out.push(body.replace(/^/gm, '> ').replace(/^> $/gm, '>'))
    return at + 1
  }
  if (rule.test(line)) {
    out.push('---')
    return at + 1
  }
  if (isTableRow(line)) return takeTable(lines, at, out, blocks, options)
  const end = endOfRun(lines, at + 1, (next) => isListLine(next, false) || !startsBlock(next))
  out.push(listToMarkdown(lines.slice(at, end), (item) => flowToMarkdown(item, blocks, options)))
  return end
}

function takeTable(
  lines: string[],
  at: number,
  out: string[],
  blocks: TextTokens,
  options: WikiOptions,
): number {
  const rows: string[] = []
  while (at < lines.length && isTableRow(lines[at] ?? '')) {
    const {row, next} = takeTableRow(lines, at)
    rows.push(row)
    at = next
  }
  out.push(tableToMarkdown(rows, blocks, options))
  return at
}

function endOfRun(lines: string[], from: number, belongs: (line: string) => boolean): number {
  let end = from
  while (end < lines.length && (lines[end] ?? '').trim() !== '' && belongs(lines[end] ?? '')) end++
  return end
}

/** Lines of running text, with the blocks that stand among them, as Markdown blocks in order. */
function flowToMarkdown(lines: string[], blocks: TextTokens, options: WikiOptions): string[] {
  return blocks.split(lines.join('\n')).flatMap((part) => flowPart(part, options))
}

function flowPart(part: {text: string; finished: string | null}, options: WikiOptions): string[] {
  const paragraph = part.text
    .split('\n')
    .map((line) => escapeLineStart(inlineToMarkdown(line.trim(), options)))
    .filter((line) => line !== '')
    .join('  \n')
  return [paragraph, part.finished ?? ''].filter((it) => it !== '')
}
