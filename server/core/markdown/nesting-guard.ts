import type {MarkdownIt} from 'markdown-it'

/**
 * markdown-it drops whatever nests deeper than `maxNesting`. Shortly before that, this takes each further
 * line as a plain paragraph, so that the reader loses structure and never text.
 */
export function nestingGuard(markdown: MarkdownIt): void {
  const deepest = markdown.options.maxNesting - 10

  markdown.block.ruler.before('table', 'nesting_guard', (state, line, _endLine, silent) => {
    if (silent || state.level < deepest) return false
    state.push('paragraph_open', 'p', 1).map = [line, line + 1]
    const inline = state.push('inline', '', 0)
    inline.content = state.getLines(line, line + 1, state.blkIndent, false).trim()
    inline.map = [line, line + 1]
    inline.children = []
    state.push('paragraph_close', 'p', -1)
    state.line = line + 1
    return true
  })
}
