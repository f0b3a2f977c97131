import type {Token} from 'markdown-it'
import {markdownParser} from './markdown-parser.ts'
import {withoutTags} from './show-unknown-tags.ts'

/**
 * The words of a Markdown text on one line, for excerpts: at most `max` UTF-16 units, cut between words,
 * then ending in "…". Plain text: escape it before it meets HTML.
 */
export function markdownToText(text: string, max: number): string {
  // Markup outweighs words now and then, never twenty times
  const source = text.slice(0, max * 20 + 1_000)
  const words = textOf(markdownParser.parse(source, {})).replace(/\s+/g, ' ').trim()
  return words.length <= max ? words : `${cutBetweenWords(words, max - 1)}…`
}

function textOf(tokens: Token[]): string {
  return tokens.map((token) => tokenText(token)).join('')
}

function tokenText(token: Token): string {
  switch (token.type) {
    case 'inline':
      return `${textOf(token.children ?? [])} `
    case 'image':
      return textOf(token.children ?? [])
    case 'text':
    case 'text_special':
    case 'code_inline':
      return token.content
    case 'fence':
    case 'code_block':
      return `${token.content} `
    case 'html_block':
      return `${withoutTags(token.content)} `
    case 'html_inline':
      return withoutTags(token.content)
    case 'softbreak':
    case 'hardbreak':
      return ' '
    default:
      return ''
  }
}

function cutBetweenWords(words: string, max: number): string {
  const cut = words.slice(0, Math.max(0, max)).replace(/[\uD800-\uDBFF]$/, '')
  const lastSpace = cut.lastIndexOf(' ')
  return lastSpace > max / 2 ? cut.slice(0, lastSpace) : cut
}
