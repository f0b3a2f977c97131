import {codeBlock} from './code-block.ts'
import type {TextTokens} from './text-tokens.ts'

/**
 * `{{…}}` over several lines of its own. Jira shows its braces, as it is meant for one line, but whoever wrote it
 * meant a block of code, so it becomes one. Within a sentence it stays text.
 */
export function liftMonospaceBlocks(text: string, blocks: TextTokens): string {
  let out = ''
  let from = 0
  let close = 0
  for (let open = text.indexOf('{{'); open !== -1; open = text.indexOf('{{', Math.max(open + 2, from))) {
    if (close < open + 2) close = text.indexOf('}}', open + 2)
    if (close === -1) break
    const next = text.indexOf('{{', open + 2)
    const body = next !== -1 && next < close ? '' : text.slice(open + 2, close)
    if (!body.includes('\n') || !isAlone(text, open, close)) continue
    out += text.slice(from, open) + blocks.put(codeBlock(blocks.expand(body)))
    from = close + 2
  }
  return out + text.slice(from)
}

function isAlone(text: string, open: number, close: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', open) + 1, open)
  const after = /^[^\n]*/.exec(text.slice(close + 2, close + 40))?.[0] ?? ''
  return before.trim() === '' && after.trim() === ''
}
