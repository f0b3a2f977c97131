import TurndownService from 'turndown'
import {codeBlock, codeSpan} from './code-block.ts'
import {codeLanguage} from './code-language.ts'
import {escapeLineStart, escapeMarkdown} from './escape-markdown.ts'
import {joinLines} from './join-lines.ts'
import {image, labelledLink, linkTarget, printLink} from './markdown-link.ts'

/** What is used of the DOM that Turndown brings along; the server knows no other. */
interface HtmlNode {
  nodeName: string
  className: string
  textContent: string | null
  childNodes: Iterable<HtmlNode>
  getAttribute: (name: string) => string | null
  querySelector: (selector: string) => HtmlNode | null
  closest: (selector: string) => HtmlNode | null
}

let service: TurndownService | undefined

/**
 * HTML as people pasted it to GitHub-flavoured Markdown. Scripts, styles and frames are left
 * out. What is nested too deeply to be converted comes as the code it is.
 */
export function htmlToMarkdown(html: string): string {
  if (html.trim() === '') return ''
  service ??= createService()
  try {
    return service.turndown(html).trim()
  } catch (error) {
    if (error instanceof RangeError) return codeBlock(html, 'html')
    throw error
  }
}

function createService(): TurndownService {
  const turndown = new TurndownService({
    headingStyle: 'atx',
    bulletListMarker: '-',
    emDelimiter: '_',
    hr: '---',
    codeBlockStyle: 'fenced',
  })
  turndown.escape = escapeText
  turndown.remove(['script', 'style', 'noscript', 'iframe', 'head', 'title', 'template'])
  addCode(turndown)
  addLinks(turndown)
  addTables(turndown)
  turndown.addRule('strike', {
    filter: ['del', 's', 'strike'],
    replacement: (content) => (content.trim() === '' ? content : `~~${content.trim()}~~`),
  })
  turndown.addRule('keptInline', {
    filter: ['sup', 'sub', 'ins', 'u', 'kbd'],
    replacement: (content, node: HtmlNode) => keepInline(content, node.nodeName.toLowerCase()),
  })
  return turndown
}

function escapeText(text: string): string {
  return escapeLineStart(escapeMarkdown(text)).replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
}

function keepInline(content: string, name: string): string {
  const tag = name === 'u' ? 'ins' : name
  return content.trim() === '' ? content : `<${tag}>${content}</${tag}>`
}

function addCode(turndown: TurndownService): void {
  turndown.addRule('pre', {
    filter: 'pre',
    replacement: (_, node: HtmlNode) => `\n\n${codeBlock(node.textContent ?? '', languageOf(node))}\n\n`,
  })
  turndown.addRule('code', {
    filter: ['code', 'tt', 'samp'],
    replacement: (_, node: HtmlNode) => codeSpan((node.textContent ?? '').trim()),
  })
}

function languageOf(node: HtmlNode): string {
  const classes = `${node.className} ${node.querySelector('code')?.className ?? ''}`
  for (const name of classes.split(/\s+/)) {
    const language = codeLanguage(name.replace(/^(?:language|lang|brush)[-:]/, ''))
    if (language !== '') return language
  }
  return ''
}

function addLinks(turndown: TurndownService): void {
  turndown.addRule('link', {
    filter: 'a',
    replacement: (content, node: HtmlNode) => {
      const target = linkTarget(node.getAttribute('href') ?? '', true)
      const label = balance(content.trim().replace(/\s+/g, ' '))
      if (target === undefined || label === '') return content
      return isOwnLabel(node.textContent ?? '', target) ? printLink(target) : labelledLink(label, target)
    },
  })
  turndown.addRule('image', {
    filter: 'img',
    replacement: (_, node: HtmlNode) => {
      const target = linkTarget(node.getAttribute('src') ?? '', true)
      const alt = escapeMarkdown(node.getAttribute('alt') ?? '', 'label')
      return target === undefined ? alt : image(alt, target)
    },
  })
}

/** Brackets that do not pair would end or break a link's label. */
function balance(label: string): string {
  let open = 0
  for (const [bracket] of label.matchAll(/(?<!\\)[[\]]/g)) {
    open += bracket === '[' ? 1 : -1
    if (open < 0) break
  }
  return open === 0 ? label : label.replace(/(?<!\\)[[\]]/g, '\\$&')
}

/** Old trackers cut long addresses in the label: `http://github.com/appcelerator/titan...`. */
function isOwnLabel(label: string, target: string): boolean {
  const text = label.trim()
  return (
    text === target ||
    (/^https?:\/\/.*(\.\.\.|…)$/.test(text) && target.startsWith(text.replace(/(\.\.\.|…)$/, '')))
  )
}

function addTables(turndown: TurndownService): void {
  turndown.addRule('cell', {
    filter: ['th', 'td'],
    replacement: (content) => ` ${joinLines(content.trim(), '<br>').replace(/\|/g, '\\|')} |`,
  })
  turndown.addRule('row', {
    filter: 'tr',
    replacement: (content, node: HtmlNode) =>
      `\n|${content}${isHead(node) ? `\n|${' --- |'.repeat(cellsOf(node))}` : ''}`,
  })
  turndown.addRule('section', {filter: ['thead', 'tbody', 'tfoot'], replacement: (content) => content})
  turndown.addRule('table', {
    filter: 'table',
    replacement: (content) => `\n\n${content.replace(/\n{2,}/g, '\n').trim()}\n\n`,
  })
}

/** The first row of a table is its head, whatever its cells are, since GFM needs one. */
function isHead(row: HtmlNode): boolean {
  const table = row.closest('table')
  return table === null || table.querySelector('tr') === row
}

function cellsOf(row: HtmlNode): number {
  return Array.from(row.childNodes).filter((node) => /^T[HD]$/.test(node.nodeName)).length
}
