import {codeSpan} from './code-block.ts'
import {escapeMarkdown} from './escape-markdown.ts'
import {TextTokens} from './text-tokens.ts'
import {imageToMarkdown, linkToMarkdown, takeUrl} from './wiki-links.ts'
import {phrasesToMarkdown} from './wiki-phrases.ts'
import type {WikiOptions} from './wiki-options.ts'

/** One line of wiki text as Markdown. */
export function inlineToMarkdown(
  line: string,
  options: WikiOptions,
  place: 'text' | 'label' = 'text',
): string {
  const {text, tokens} = protectInline(line, options, place)
  return tokens.expand(phrasesToMarkdown(text, place)).trim()
}

const longestLink = 2000
const longestName = 400
const marks = /\\\\(?=\s|\|)|\\\\$|\\[*_\-+^~!?|{}[\]#]|\{\{|\[|!|\b(?:https?|ftps?|file|mailto|irc):/gi

/** Replaces what holds no further markup (code, links, images, addresses, escapes) by tokens. */
export function protectInline(
  line: string,
  options: WikiOptions,
  place: 'text' | 'label' = 'text',
): {text: string; tokens: TextTokens} {
  const tokens = new TextTokens('inline')
  const lastCode = line.lastIndexOf('}}')
  let text = ''
  let from = 0
  const scan = new RegExp(marks)
  for (let match = scan.exec(line); match !== null; match = scan.exec(line)) {
    const at = match.index
    if (match[0] === '{{' && lastCode < at) continue
    const taken = takeInline(line, at, match[0], options, place)
    if (taken === undefined) continue
    text += line.slice(from, at) + tokens.put(taken.markdown)
    from = taken.end
    scan.lastIndex = taken.end
  }
  return {text: text + line.slice(from), tokens}
}

export interface Taken {
  markdown: string
  end: number
}

function takeInline(
  line: string,
  at: number,
  mark: string,
  options: WikiOptions,
  place: 'text' | 'label',
): Taken | undefined {
  if (mark === '\\\\') return {markdown: at + 2 >= line.trimEnd().length ? '' : '<br>', end: at + 2}
  if (mark.startsWith('\\')) return {markdown: escapeMarkdown(mark.slice(1), 'label'), end: at + 2}
  if (mark === '{{') return takeMonospace(line, at)
  if (mark === '!') return takeImage(line, at, options)
  if (place === 'label') return undefined
  if (mark === '[') return takeLink(line, at, options)
  return takeUrl(line, at)
}

function takeMonospace(line: string, at: number): Taken | undefined {
  const close = line.indexOf('}}', at + 2)
  if (close === -1) return undefined
  const end = line[close + 2] === '}' ? close + 3 : close + 2
  const code = line.slice(at + 2, end - 2).replace(/\\([*_\-+^~!?|{}[\]#])/g, '$1')
  if (code.trim() === '') return {markdown: '', end}
  const [, bold] = /^\s*\*([^*]+)\*\s*$/.exec(code) ?? []
  return {markdown: bold === undefined ? codeSpan(code.trim()) : `**${codeSpan(bold)}**`, end}
}

function takeImage(line: string, at: number, options: WikiOptions): Taken | undefined {
  if (/[\p{L}\p{N}]/u.test(line[at - 1] ?? '')) return undefined
  const close = line.slice(at + 1, at + longestName).indexOf('!')
  if (close < 1) return undefined
  const end = at + close + 2
  const markdown = imageToMarkdown(line.slice(at + 1, end - 1), options)
  return markdown === undefined ? undefined : {markdown, end}
}

function takeLink(line: string, at: number, options: WikiOptions): Taken | undefined {
  const close = line.slice(at + 1, at + longestLink).indexOf(']')
  if (close < 1) return undefined
  const end = at + close + 2
  const markdown = linkToMarkdown(line.slice(at + 1, end - 1), options, (label) =>
    inlineToMarkdown(label, options, 'label'),
  )
  return markdown === undefined ? undefined : {markdown, end}
}
