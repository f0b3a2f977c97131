import type {TextTokens} from './text-tokens.ts'
import {codeSpan} from './code-block.ts'
import {protectInline} from './wiki-inline.ts'
import {phrasesToMarkdown} from './wiki-phrases.ts'
import type {WikiOptions} from './wiki-options.ts'

const longestRow = 60

export function isTableRow(line: string): boolean {
  const row = line.trimStart()
  return row.startsWith('|') && row.replace(/^\|+/, '').includes('|') && !/^[-=+\s|]*$/.test(row)
}

/** A row and the lines it runs on to: cells may hold line breaks until a line ends with a bar. */
export function takeTableRow(lines: string[], at: number): {row: string; next: number} {
  const first = lines[at] ?? ''
  if (endsRow(first)) return {row: first, next: at + 1}
  for (let end = at + 1; end < Math.min(lines.length, at + longestRow); end++) {
    const line = lines[end] ?? ''
    if (line.trim() === '' || line.trimStart().startsWith('|')) break
    if (endsRow(line)) return {row: lines.slice(at, end + 1).join('\n'), next: end + 1}
  }
  return {row: first, next: at + 1}
}

function endsRow(line: string): boolean {
  return line.trimEnd().endsWith('|')
}

interface Cell {
  head: boolean
  text: string
}

/** Rows of a wiki table as a GFM table, which needs a head: where the first row is none, an empty one is made. */
export function tableToMarkdown(rows: string[], blocks: TextTokens, options: WikiOptions): string {
  const table = rows.map((row) => readRow(row, blocks, options))
  const width = table.reduce((widest, row) => Math.max(widest, row.length), 1)
  const [first] = table
  const hasHead = first?.every((cell) => cell.head) === true
  const head = hasHead ? (table.shift() ?? []) : []
  return [
    printRow(Array.from({length: width}, (_, column) => head[column]?.text ?? '')),
    `|${' --- |'.repeat(width)}`,
    ...table.map((row) =>
      printRow(row.map((cell) => (cell.head && cell.text !== '' ? `**${cell.text}**` : cell.text))),
    ),
  ].join('\n')
}

function printRow(cells: string[]): string {
  return `| ${cells.join(' | ')} |`
}

function readRow(row: string, blocks: TextTokens, options: WikiOptions): Cell[] {
  const {text, tokens} = protectInline(row.trim(), options)
  const cells: Cell[] = []
  for (const [, bars = '', content = ''] of text.matchAll(/(\|+)([^|]*)/g)) {
    if (content.trim() === '' && cells.length > 0 && isLast(text, bars, content)) continue
    const lines = content
      .trim()
      .split('\n')
      .map((line) => tokens.expand(phrasesToMarkdown(line.trim())))
    cells.push({head: bars.length > 1, text: inCell(lines.join('<br>'), blocks)})
  }
  return cells
}

function isLast(row: string, bars: string, content: string): boolean {
  return row.endsWith(bars + content)
}

/** A cell is one line: blocks in it become inline code or text, bars are escaped. */
function inCell(text: string, blocks: TextTokens): string {
  const parts = blocks.split(text).map((part) => part.text + flattenBlock(part.finished ?? ''))
  return parts
    .join(' ')
    .trim()
    .replace(/ {2}\n|\n/g, '<br>')
    .replace(/\|/g, '\\|')
}

function flattenBlock(markdown: string): string {
  const [, code] = /^(?:\*\*.*\*\*\n\n)?`{3,}.*\n([^]*)\n`{3,}$/.exec(markdown) ?? []
  if (code === undefined) return markdown
  return code
    .split('\n')
    .map((line) => codeSpan(line.trim()))
    .filter((line) => line !== '')
    .join('<br>')
}
