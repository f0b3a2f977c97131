const listLine = /^\s*([*#]+|-{1,3}|[*#-]{2,6})\s+(\S.*)$/

/** Whether a line is an item. `--` opens no list by itself: it is a dash. */
export function isListLine(line: string, opening: boolean): boolean {
  const marks = listLine.exec(line)?.[1]
  return marks !== undefined && !(opening && marks.startsWith('--'))
}

interface Level {
  ordered: boolean
  count: number
  indent: number
}

/** Lines of a list as a Markdown list; lines without a mark of their own continue the item before them. */
export function listToMarkdown(lines: string[], toBlocks: (lines: string[]) => string[]): string {
  const levels: Level[] = []
  const out: string[] = []
  for (const {marks, lines: item} of readItems(lines)) {
    const depth = Math.min(marks.length, levels.length + 1)
    const ordered = marks.endsWith('#')
    levels.length = Math.min(levels.length, depth)
    const indent = levels[depth - 2]?.indent ?? 0
    let level = levels[depth - 1]
    if (level?.ordered !== ordered) levels[depth - 1] = level = {ordered, count: 0, indent: 0}
    level.count++
    const mark = ordered ? `${level.count}. ` : '- '
    level.indent = indent + mark.length
    out.push(printItem(' '.repeat(indent) + mark, toBlocks(item)))
  }
  return out.join('\n')
}

function readItems(lines: string[]): {marks: string; lines: string[]}[] {
  const items: {marks: string; lines: string[]}[] = []
  for (const line of lines) {
    const [, marks, text] = listLine.exec(line) ?? []
    if (marks !== undefined && text !== undefined) items.push({marks, lines: [text]})
    else items.at(-1)?.lines.push(line)
  }
  return items
}

function printItem(mark: string, blocks: string[]): string {
  const pad = ' '.repeat(mark.length)
  let text = ''
  let before = ''
  for (const block of blocks) {
    if (text !== '') text += isFence(block) || isFence(before) ? '\n' : '\n\n'
    text += block
    before = block
  }
  return mark + text.replace(/\n(?=[^\n])/g, `\n${pad}`)
}

function isFence(block: string): boolean {
  return block.startsWith('```')
}
