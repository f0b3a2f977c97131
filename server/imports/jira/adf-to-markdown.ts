import {adfInline} from './adf-inline.ts'
import {type AdfNode, readNode, text, children} from './adf-node.ts'
import {adfTable} from './adf-table.ts'
import {codeBlock} from './code-block.ts'
import {codeLanguage} from './code-language.ts'
import {escapeLineStart, escapeMarkdown} from './escape-markdown.ts'
import {joinLines} from './join-lines.ts'
import {linkTarget, printLink} from './markdown-link.ts'
import type {WikiOptions} from './wiki-options.ts'

const deepest = 100

/**
 * An Atlassian document (Jira Cloud's texts) as GitHub-flavoured Markdown. Unknown nodes give what text they hold.
 * Not carried: colours, sizes, alignment and the widths of columns; extensions give their text or their name.
 */
export function adfToMarkdown(document: unknown, options: WikiOptions = {}): string {
  return blocks(readNode(document), options, 0)
}

function blocks(node: AdfNode, options: WikiOptions, depth: number): string {
  if (depth > deepest) return ''
  const out: string[] = []
  let loose: AdfNode[] = []
  const flush = (): void => {
    if (loose.length > 0) out.push(paragraph(loose, options))
    loose = []
  }
  for (const child of children(node)) {
    if (isInline(child)) loose.push(child)
    else {
      flush()
      out.push(block(child, options, depth + 1))
    }
  }
  flush()
  return out.filter((it) => it !== '').join('\n\n')
}

function isInline({type}: AdfNode): boolean {
  return /^(text|hardBreak|mention|emoji|date|status|inlineCard|mediaInline|placeholder|inlineExtension)$/.test(
    type,
  )
}

function block(node: AdfNode, options: WikiOptions, depth: number): string {
  const inside = (): string => blocks(node, options, depth)
  switch (node.type) {
    case 'paragraph':
      return paragraph(children(node), options)
    case 'heading':
      return heading(node, options)
    case 'codeBlock':
      return codeBlock(
        children(node)
          .map((it) => it.text)
          .join(''),
        codeLanguage(text(node.attrs['language'])),
      )
    case 'blockquote':
      return quote(inside())
    case 'panel':
      return quote(inside())
    case 'expand':
    case 'nestedExpand':
      return quote([bold(text(node.attrs['title'])), inside()].filter((it) => it !== '').join('\n\n'))
    case 'rule':
      return '---'
    case 'bulletList':
    case 'decisionList':
      return list(node, () => '- ', options, depth)
    case 'orderedList':
      return list(node, (_, index) => `${firstNumber(node) + index}. `, options, depth)
    case 'taskList':
      return list(node, (item) => (item.attrs['state'] === 'DONE' ? '- [x] ' : '- [ ] '), options, depth)
    case 'table':
      return adfTable(node, (cell) => blocks(cell, options, depth + 1))
    case 'media':
      return adfInline([node], options)
    case 'blockCard':
    case 'embedCard':
      return card(node)
    case 'extension':
    case 'syncBlock':
      return escapeMarkdown(text(node.attrs['text']) || text(node.attrs['extensionKey']))
    default:
      return inside()
  }
}

function paragraph(nodes: AdfNode[], options: WikiOptions): string {
  const lines = adfInline(nodes, options).split('\n')
  const escaped = lines.map((line) =>
    escapeLineStart(line.trim()).replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2'),
  )
  return escaped.filter((line) => line !== '').join('  \n')
}

function heading(node: AdfNode, options: WikiOptions): string {
  const level = Number(node.attrs['level'])
  const title = joinLines(adfInline(children(node), options), ' ').trim()
  return title === '' ? '' : `${'#'.repeat(Math.min(6, Math.max(1, level || 1)))} ${title}`
}

function quote(body: string): string {
  return body === '' ? '' : body.replace(/^/gm, '> ').replace(/^> $/gm, '>')
}

function bold(title: string): string {
  return title.trim() === '' ? '' : `**${escapeMarkdown(title.trim())}**`
}

function card(node: AdfNode): string {
  const target = linkTarget(text(node.attrs['url']), true)
  return target === undefined ? '' : printLink(target)
}

function firstNumber(node: AdfNode): number {
  const order = Number(node.attrs['order'] ?? 1)
  return Number.isInteger(order) && order >= 0 ? order : 1
}

function list(
  node: AdfNode,
  markOf: (item: AdfNode, index: number) => string,
  options: WikiOptions,
  depth: number,
): string {
  let index = 0
  const items = children(node).map((item) => {
    if (item.type.endsWith('List')) return indent(block(item, options, depth + 1), 2)
    const mark = markOf(item, index++)
    const width = mark.startsWith('- ') ? 2 : mark.length
    return mark + tighten(indent(blocks(item, options, depth + 1), width)).trimStart()
  })
  return items.join('\n')
}

function indent(markdown: string, width: number): string {
  return markdown.replace(/^(?=.)/gm, ' '.repeat(width))
}

/** A list right under its item's text needs no empty line between, and reads better without. */
function tighten(markdown: string): string {
  return markdown.replace(/^([^\n]+)\n\n(?= *(?:[-*] |\d+\. ))/, '$1\n')
}
