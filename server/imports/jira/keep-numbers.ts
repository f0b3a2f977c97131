const numbered = /^(\d{1,9})([.)])(?=[ \t]|$)/

/**
 * Markdown counts list items itself, so a line such as `3. text` may stay as it is only where it gets the same
 * number; elsewhere its mark is escaped. Takes and returns the blocks of a text in order.
 */
export function keepNumbers(blocks: string[]): string[] {
  let last = 0
  return blocks.map((block) => {
    const kept = keepInBlock(block, last)
    last = kept.last
    return kept.block
  })
}

/** `last` is the number of the list that the block may go on with, 0 for none. */
function keepInBlock(block: string, last: number): {block: string; last: number} {
  if (block.startsWith('```') || !/^(?:\d|.*\n\d)/s.test(block)) return {block, last: 0}
  let [count, inList, inFence] = [last, false, false]
  const lines = block.split('\n').map((line, index) => {
    if (line.startsWith('```')) inFence = !inFence
    const [mark = '', digits = '', point = ''] = inFence ? [] : (numbered.exec(line) ?? [])
    if (index === 0 && mark === '') count = 0
    const value = Number(digits)
    const isItem = mark !== '' && (index === 0 || inList || value === 1)
    if (!isItem) return line
    inList = true
    if (value !== count + 1 && !(index === 0 && count === 0))
      return `${digits}\\${point}${line.slice(mark.length)}`
    count = value
    return line
  })
  return {block: lines.join('\n'), last: count}
}
