import {expect, test} from 'vitest'
import {adfToMarkdown} from './adf-to-markdown.ts'

type Node = Record<string, unknown>
const node = (type: string, content: Node[] = [], attrs: Node = {}): Node => ({type, content, attrs})
const text = (value: string, ...marks: (string | Node)[]): Node => ({
  type: 'text',
  text: value,
  marks: marks.map((mark) => (typeof mark === 'string' ? {type: mark} : mark)),
})
const p = (...content: Node[]): Node => node('paragraph', content)
const link = (href: string): Node => ({type: 'link', attrs: {href}})

const cases: [name: string, content: Node[], markdown: string][] = [
  ['paragraphs and breaks', [p(text('a'), node('hardBreak'), text('b')), p(text('c'))], 'a  \nb\n\nc'],
  ['heading', [node('heading', [text('T')], {level: 3})], '### T'],
  ['marks', [p(text('a', 'strong'), text(' b ', 'em'), text('c', 'strike'))], '**a** *b* ~~c~~'],
  ['text that is no markup', [p(text('*a* <b> a_b'))], '\\*a\\* \\<b> a_b'],
  ['text like a list', [p(text('1. a')), p(text('- b'))], '1\\. a\n\n\\- b'],
  ['inline code', [p(text('a`b', 'code'))], '``a`b``'],
  ['superscript', [p(text('2', {type: 'subsup', attrs: {type: 'sup'}}))], '<sup>2</sup>'],
  [
    'link over marks',
    [p(text('a ', link('http://x.y')), text('b', 'strong', link('http://x.y')))],
    '[a **b**](http://x.y)',
  ],
  ['link that would run', [p(text('a', link('javascript:x()')))], 'a'],
  ['code block', [node('codeBlock', [text('a *b*')], {language: 'java'})], '```java\na *b*\n```'],
  [
    'quote and panel',
    [node('blockquote', [p(text('a'))]), node('panel', [p(text('b')), p(text('c'))])],
    '> a\n\n> b\n>\n> c',
  ],
  ['expand', [node('expand', [p(text('a'))], {title: 'More'})], '> **More**\n>\n> a'],
  [
    'nested lists',
    [
      node('bulletList', [
        node('listItem', [p(text('a')), node('orderedList', [node('listItem', [p(text('b'))])], {order: 3})]),
      ]),
    ],
    '- a\n  3. b',
  ],
  [
    'tasks',
    [
      node('taskList', [
        node('taskItem', [text('a')], {state: 'DONE'}),
        node('taskItem', [text('b')], {state: 'TODO'}),
      ]),
    ],
    '- [x] a\n- [ ] b',
  ],
  ['rule', [node('rule')], '---'],
  [
    'table',
    [
      node('table', [
        node('tableRow', [node('tableHeader', [p(text('a'))])]),
        node('tableRow', [node('tableCell', [p(text('b|c')), p(text('d'))])]),
      ]),
    ],
    '| a |\n| --- |\n| b\\|c<br>d |',
  ],
  [
    'mention, emoji, date and status',
    [
      p(
        node('mention', [], {id: '1', text: '@Ann'}),
        text(' '),
        node('emoji', [], {shortName: ':x:', text: '🙂'}),
        text(' '),
        node('date', [], {timestamp: '1609459200000'}),
        text(' '),
        node('status', [], {text: 'DONE', color: 'green'}),
      ),
    ],
    '@Ann 🙂 2021-01-01 **DONE**',
  ],
  ['cards', [p(node('inlineCard', [], {url: 'http://x.y/_a_'}))], '<http://x.y/_a_>'],
  [
    'media',
    [node('mediaSingle', [node('media', [], {type: 'file', id: '1', collection: '', alt: 'a.png'})])],
    '(image: a.png)',
  ],
  ['unknown node', [node('layoutSection', [node('somethingNew', [p(text('a'))])])], 'a'],
]

test.each(cases)('%s', (_, content, markdown) => {
  expect(adfToMarkdown({type: 'doc', version: 1, content})).toBe(markdown)
})

test('a malformed or endlessly nested document throws nothing', () => {
  expect(
    adfToMarkdown({type: 'doc', content: [null, 1, {content: 'x'}, {type: 'paragraph', marks: 3}]}),
  ).toBe('')
  let deep = p(text('a'))
  for (let level = 0; level < 3000; level++) deep = node('blockquote', [deep])
  expect(() => adfToMarkdown({type: 'doc', content: [deep]})).not.toThrow()
})
