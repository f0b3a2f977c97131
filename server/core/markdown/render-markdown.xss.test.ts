import {Parser} from 'htmlparser2'
import {describe, expect, test} from 'vitest'
import {renderMarkdown} from './render-markdown.ts'
import {xssVectors} from './xss-vectors.ts'

// Written out by hand, so that a slip in the allow-list itself is seen
const attributesOf: Record<string, RegExp> = {
  a: /^(?:href|title|rel|target|class)$/,
  img: /^(?:src|alt|title|width|height|loading|referrerpolicy)$/,
  input: /^(?:type|disabled|checked|data-line|aria-label)$/,
  code: /^class$/,
  li: /^class$/,
  ol: /^start$/,
  details: /^open$/,
  td: /^(?:align|colspan|rowspan)$/,
  th: /^(?:align|colspan|rowspan)$/,
}
const tags =
  'h1 h2 h3 h4 h5 h6 p div span blockquote ul ol li hr br b i em strong code pre kbd sub sup del s ins mark table caption colgroup col thead tbody tfoot tr th td a img details summary input'
const allowedTag = new RegExp(`^(?:${tags.replaceAll(' ', '|')})$`)
const allowedClass = /^(?:issue-key|mention|task-list-item|language-[\w+#.-]+)$/

describe('hostile text leaves nothing but allowed tags, attributes and addresses', () => {
  test.each(xssVectors)('%j', (vector) => {
    expect(violations(renderMarkdown(vector))).toEqual([])
  })

  test.each(xssVectors)('also inside other text and with links resolved: %j', (vector) => {
    const around = [
      `<div>\n${vector}\n</div>`,
      `> - ${vector}`,
      `<b>${vector}</b>`,
      `[${vector}](x)`,
      `WEB-1${vector}@ann`,
    ]
    const resolvers = {
      resolveIssueKey: (key: string) => `/issues/${key}`,
      resolveMention: (login: string) => `/people/${login}`,
    }
    expect(around.flatMap((text) => violations(renderMarkdown(text, resolvers)))).toEqual([])
  })

  test('what is found here would be found: the check itself is not blind', () => {
    const bad =
      '<script></script><p onclick=x></p><a href=javascript:x></a><img src="java\tscript:x"><p><div></p>'
    expect(violations(bad)).toHaveLength(4)
  })

  test('all of them in one text do not help each other', () => {
    expect(violations(renderMarkdown(xssVectors.join('\n\n')))).toEqual([])
    expect(violations(renderMarkdown(xssVectors.join('')))).toEqual([])
  })

  test('a text cannot close what stands around it', () => {
    const open: string[] = []
    const parser = new Parser({onopentag: (name) => open.push(name), onclosetag: () => open.pop()})
    parser.write(`<main>${renderMarkdown('</main></div></p></blockquote><b>x')}`)
    expect(open).toEqual(['main'])
  })

  test('whoever writes a checkbox cannot make it one that ticks', () => {
    expect(renderMarkdown('<p><input type="checkbox" data-line="0" data-task="x"></p>')).not.toContain(
      '<input',
    )
  })
})

function violations(html: string): string[] {
  const found: string[] = []
  const parser = new Parser({
    onopentag(name, attributes) {
      if (!allowedTag.test(name)) found.push(`<${name}>`)
      for (const [attribute, value] of Object.entries(attributes)) {
        const fine = attributesOf[name]?.test(attribute) === true && isSafe(name, attribute, value)
        if (!fine) found.push(`<${name} ${attribute}="${value}">`)
      }
    },
    oncomment: (comment) => found.push(`comment ${comment}`),
    onprocessinginstruction: (_, instruction) => found.push(`instruction ${instruction}`),
  })
  parser.end(html)
  return found
}

function isSafe(tag: string, attribute: string, value: string): boolean {
  if (attribute === 'class') return value.split(' ').every((name) => allowedClass.test(name))
  if (attribute === 'rel') return value === 'nofollow noopener ugc'
  if (attribute === 'target') return value === '_blank'
  if (tag === 'input' && attribute === 'type') return value === 'checkbox'
  if (attribute === 'aria-label') return !/[<>"]/.test(value)
  if (attribute !== 'href' && attribute !== 'src') return true
  return isSafeAddress(tag, value)
}

// The address as a browser resolves it, not as it looks
function isSafeAddress(tag: string, value: string): boolean {
  let url: URL
  try {
    url = new URL(value, 'https://fettle.example/issues/WEB-1')
  } catch {
    return true
  }
  const schemes = tag === 'img' ? ['http:', 'https:'] : ['http:', 'https:', 'mailto:']
  const isWrittenOut = /^\s*[a-z]+:/i.test(value)
  return schemes.includes(url.protocol) && (isWrittenOut || url.host === 'fettle.example')
}
