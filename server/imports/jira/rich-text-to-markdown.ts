import {adfToMarkdown} from './adf-to-markdown.ts'
import type {RichText} from './schema.ts'
import type {WikiOptions} from './wiki-options.ts'
import {wikiToMarkdown} from './wiki-to-markdown.ts'

/** Text of either kind of Jira as Markdown; empty where there is none. */
export function richTextToMarkdown(text: RichText, options: WikiOptions = {}): string {
  if (text === null || text === undefined) return ''
  return typeof text === 'string' ? wikiToMarkdown(text, options) : adfToMarkdown(text, options)
}
