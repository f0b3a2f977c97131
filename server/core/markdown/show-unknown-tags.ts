import type {MarkdownIt} from 'markdown-it'
import {allowedTags} from './allow-list.ts'

const tagStart = /<(?!!--)(?=[/?!]?(?<name>[a-zA-Z][^\s/>]*)?)/g

/**
 * Shows tags that are not allowed as they were written. Reports are full of `List<String>` and of
 * "the <title> is wrong"; dropping such a tag would drop what the reporter said.
 */
export function showUnknownTags(markdown: MarkdownIt): void {
  markdown.renderer.rules['html_inline'] = (tokens, index) => escapeUnknownTags(tokens[index]?.content ?? '')
  markdown.renderer.rules['html_block'] = (tokens, index) => escapeUnknownTags(tokens[index]?.content ?? '')
}

function escapeUnknownTags(html: string): string {
  return html.replace(tagStart, (_, name: string | undefined) => (isWritable(name) ? '<' : '&lt;'))
}

/** The text of raw HTML: allowed tags and comments go, unknown tags stay as written. */
export function withoutTags(html: string): string {
  return html.replace(wholeTag, (written, name: string | undefined) =>
    name === undefined || isWritable(name) ? ' ' : written,
  )
}

const wholeTag = /<!--[\s\S]*?-->|<\/?([a-zA-Z][^\s/>]*)[^<>]*>/g

// Boxes come from task lists alone
function isWritable(name: string | undefined): boolean {
  return name !== undefined && name.toLowerCase() !== 'input' && allowedTags.has(name.toLowerCase())
}
