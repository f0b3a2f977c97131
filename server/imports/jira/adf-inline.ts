import {type AdfNode, children, text} from './adf-node.ts'
import {codeSpan} from './code-block.ts'
import {escapeMarkdown} from './escape-markdown.ts'
import {joinLines} from './join-lines.ts'
import {image, labelledLink, linkTarget, printLink} from './markdown-link.ts'
import type {WikiOptions} from './wiki-options.ts'

const marks: Record<string, readonly [string, string]> = {
  em: ['*', '*'],
  strong: ['**', '**'],
  strike: ['~~', '~~'],
  underline: ['<ins>', '</ins>'],
}

/** Inline nodes as Markdown; hard breaks as newlines. */
export function adfInline(nodes: AdfNode[], options: WikiOptions): string {
  let out = ''
  for (let at = 0; at < nodes.length;) {
    const link = linkOf(nodes[at])
    let end = at + 1
    if (link !== '') while (linkOf(nodes[end]) === link) end++
    const label = nodes
      .slice(at, end)
      .map((node) => inlineNode(node, options, link === '' ? 'text' : 'label'))
    out += link === '' ? label.join('') : printLabelled(label.join(''), link, nodes.slice(at, end))
    at = end
  }
  return out
}

function linkOf(node: AdfNode | undefined): string {
  const mark = node?.marks.find(({type}) => type === 'link')
  return linkTarget(text(mark?.attrs['href']), true) ?? ''
}

function printLabelled(label: string, target: string, nodes: AdfNode[]): string {
  const plain = nodes.map((node) => node.text).join('')
  return plain === target ? printLink(target) : labelledLink(joinLines(label, ' '), target)
}

function inlineNode(node: AdfNode, options: WikiOptions, place: 'text' | 'label'): string {
  const {attrs} = node
  switch (node.type) {
    case 'text':
      return markedText(node, place)
    case 'hardBreak':
      return '\n'
    case 'mention':
      return `@${(text(attrs['text']) || text(attrs['id'])).replace(/^@/, '')}`
    case 'emoji':
      return text(attrs['text']) || text(attrs['shortName'])
    case 'date':
      return day(text(attrs['timestamp']))
    case 'status':
      return `**${escapeMarkdown(text(attrs['text']).trim(), place)}**`
    case 'inlineCard':
      return printUrl(text(attrs['url']))
    case 'placeholder':
      return escapeMarkdown(text(attrs['text']), place)
    case 'media':
    case 'mediaInline':
      return media(node, options)
    case 'inlineExtension':
      return escapeMarkdown(text(attrs['text']) || text(attrs['extensionKey']), place)
    default:
      return adfInline(children(node), options)
  }
}

/** Emphasis may neither begin nor end with a space in Markdown: spaces go outside the marks. */
function markedText(node: AdfNode, place: 'text' | 'label'): string {
  const core = node.text.trim()
  if (core === '') return node.text
  const start = node.text.indexOf(core)
  const [before, after] = [node.text.slice(0, start), node.text.slice(start + core.length)]
  const isCode = node.marks.some(({type}) => type === 'code')
  let out = isCode ? codeSpan(core) : escapeMarkdown(core, place)
  for (const mark of node.marks) {
    const [open, close] = marks[mark.type] ?? subsup(mark)
    out = open + out + close
  }
  return before + out + after
}

function subsup({type, attrs}: AdfNode): readonly [string, string] {
  if (type !== 'subsup') return ['', '']
  return attrs['type'] === 'sub' ? ['<sub>', '</sub>'] : ['<sup>', '</sup>']
}

function day(timestamp: string): string {
  const date = new Date(Number(timestamp))
  return Number.isNaN(date.getTime()) ? timestamp : date.toISOString().slice(0, 10)
}

function printUrl(url: string): string {
  const target = linkTarget(url, true)
  return target === undefined ? escapeMarkdown(url) : printLink(target)
}

function media({attrs}: AdfNode, {attachmentUrl}: WikiOptions): string {
  const name = text(attrs['alt'])
  const url = text(attrs['url']) || attachmentUrl?.(name) || ''
  const alt = escapeMarkdown(name, 'label')
  const target = linkTarget(url, true)
  return target === undefined ? `(image: ${alt || text(attrs['id'])})` : image(alt, target)
}
