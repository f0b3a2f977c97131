import {TextTokens} from './text-tokens.ts'
import {blocksToMarkdown} from './wiki-blocks.ts'
import {liftMacros} from './wiki-macros.ts'
import {liftMonospaceBlocks} from './wiki-monospace-blocks.ts'
import type {WikiOptions} from './wiki-options.ts'

/**
 * Jira wiki markup (Jira's "Text Formatting Notation Help") to GitHub-flavoured Markdown, in time linear to the
 * text. Follows Jira's reading: line breaks count, unknown macros and unresolvable links stay as text.
 * Not carried: colours and sizes of text and panels, column widths.
 */
export function wikiToMarkdown(wiki: string, options: WikiOptions = {}): string {
  const text = TextTokens.clean(wiki).replace(/\r\n?/g, '\n')
  const blocks = new TextTokens('block')
  const toMarkdown = (part: string): string =>
    // People write `@[~name]` too, and mean one @.
    blocksToMarkdown(liftMonospaceBlocks(part.replaceAll('@[~', '[~'), blocks), blocks, options)
  return toMarkdown(liftMacros(text, blocks, toMarkdown))
}
