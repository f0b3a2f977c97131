import {escapeHtml} from './escape-html.ts'
import type {LinkResolvers} from './link-references.ts'
import {markdownParser} from './markdown-parser.ts'
import {sanitizeRendered} from './sanitize-rendered.ts'

export type RenderOptions = LinkResolvers & {
  /** Said, as plain text, after a source that was cut. */
  cutNote?: string
}

const maxLength = 256 * 1024

/**
 * Markdown (CommonMark with GFM's tables, strikethrough, autolinks and task lists) to HTML that is safe
 * to put into a page: everything, raw HTML included, passes one allow-list. Never throws, whatever the text.
 *
 * - Issue keys and `@logins` in text become links where their resolver returns an address.
 * - Task boxes are `<input type="checkbox" disabled data-line="N">`, N being the source line, from 0.
 * - A text over 256 Ki characters is cut; one whose tags nest absurdly deep is shown as it was written.
 */
export function renderMarkdown(text: string, options: RenderOptions = {}): string {
  const source = text.slice(0, maxLength)
  const html =
    sanitizeRendered(markdownParser.render(source), options) ?? `<pre>${escapeHtml(source)}</pre>\n`
  if (source.length === text.length) return html

  const note = options.cutNote ?? 'The text is longer than 256 KB and was cut here'
  return `${html}<p class="text-cut">${escapeHtml(note)}</p>\n`
}
