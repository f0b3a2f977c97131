import {type AdfNode, children} from './adf-node.ts'
import {codeSpan} from './code-block.ts'
import {joinLines} from './join-lines.ts'

/** A table as GFM: a first row without header cells gets an empty head above it; blocks in cells share one line. */
export function adfTable(table: AdfNode, cellToMarkdown: (cell: AdfNode) => string): string {
  const rows = children(table).map((row) => children(row))
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0)
  if (width === 0) return ''
  const isHead = rows[0]?.every((cell) => cell.type === 'tableHeader') === true
  const head = isHead ? (rows.shift() ?? []) : []
  const line = (cell: AdfNode): string => oneLine(cellToMarkdown(cell))
  return [
    printRow(Array.from({length: width}, (_, column) => (head[column] ? line(head[column]) : ''))),
    `|${' --- |'.repeat(width)}`,
    ...rows.map((row) => printRow(row.map((cell) => boldHead(cell, line(cell))))),
  ].join('\n')
}

function printRow(cells: string[]): string {
  return `| ${cells.join(' | ')} |`
}

function inlineLines(code: string): string {
  return code
    .split('\n')
    .map((line) => codeSpan(line.trim()))
    .join('\n')
}

function boldHead(cell: AdfNode, content: string): string {
  return cell.type === 'tableHeader' && content !== '' ? `**${content}**` : content
}

function oneLine(markdown: string): string {
  const withoutFences = markdown.replace(/^`{3,}\w*\n([^]*?)\n`{3,}$/gm, (_, code: string) =>
    inlineLines(code),
  )
  return joinLines(withoutFences, '<br>').replace(/\|/g, '\\|')
}
