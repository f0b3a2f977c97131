import {describe, expect, test} from 'vitest'
import {renderMarkdown} from './render-markdown.ts'

const resolvers = {
  resolveIssueKey: (key: string) => (key.startsWith('WEB-') ? `/issues/${key}` : undefined),
  resolveMention: (login: string) => (login === 'ann' ? '/people/ann?a&b' : undefined),
}
const web42 = '<a href="/issues/WEB-42" class="issue-key">WEB-42</a>'

describe('Markdown', () => {
  test.each([
    ['# One\n### Three', '<h1>One</h1>\n<h3>Three</h3>\n'],
    ['**a** _b_ ~~c~~ `d`', '<p><strong>a</strong> <em>b</em> <s>c</s> <code>d</code></p>\n'],
    ['> q\n\n---', '<blockquote>\n<p>q</p>\n</blockquote>\n<hr />\n'],
    ['3. a', '<ol start="3">\n<li>a</li>\n</ol>\n'],
    ['a  \nb', '<p>a<br />\nb</p>\n'],
    ['```js title="x"\na < b\n```', '<pre><code class="language-js">a &lt; b\n</code></pre>\n'],
    ['```c++\nx\n```', '<pre><code class="language-c++">x\n</code></pre>\n'],
    ['H<sub>2</sub>O <kbd>Ctrl</kbd>', '<p>H<sub>2</sub>O <kbd>Ctrl</kbd></p>\n'],
    ['[a](/b "c")', '<p><a href="/b" title="c" rel="nofollow noopener ugc">a</a></p>\n'],
    ['<me@x.org>', '<p><a href="mailto:me@x.org" rel="nofollow noopener ugc">me@x.org</a></p>\n'],
    ['2 < 3 & a_b_c', '<p>2 &lt; 3 &amp; a_b_c</p>\n'],
  ])('%j', (text, html) => expect(renderMarkdown(text)).toBe(html))

  test('a table keeps its alignment without a style', () => {
    const html = renderMarkdown('|a|b|\n|:-:|-|\n|1|2|')
    expect(html).toContain('<th align="center">a</th>\n<th>b</th>')
    expect(html).not.toContain('style')
  })

  test('details open and hold Markdown', () => {
    const html = renderMarkdown('<details open><summary>Log</summary>\n\n**x**\n</details>')
    expect(html).toBe('<details open><summary>Log</summary>\n<p><strong>x</strong></p>\n</details>')
  })

  test('an image is lazy and does not tell where it is shown', () => {
    expect(renderMarkdown('![a](/api/v1/attachments/1/content)')).toBe(
      '<p><img src="/api/v1/attachments/1/content" alt="a" loading="lazy" referrerpolicy="no-referrer" /></p>\n',
    )
  })

  test('an address outside opens a window of its own', () => {
    expect(renderMarkdown('https://a.example/b')).toContain(' rel="nofollow noopener ugc" target="_blank">')
    expect(renderMarkdown('see www.a.example/b(c).')).toContain('<a href="http://www.a.example/b(c)"')
  })

  test('file names are not taken for hosts', () => {
    expect(renderMarkdown('README.md main.rs build.sh')).toBe('<p>README.md main.rs build.sh</p>\n')
  })

  test('unknown tags are shown as written', () => {
    expect(renderMarkdown('a List<String> and the <Title lang="x">')).toBe(
      '<p>a List&lt;String&gt; and the &lt;Title lang="x"&gt;</p>\n',
    )
    expect(renderMarkdown('<script>\nalert(1)\n</script>')).toBe('&lt;script&gt;\nalert(1)\n&lt;/script&gt;')
  })
})

describe('task lists', () => {
  test('boxes are disabled and name their source line', () => {
    const html = renderMarkdown('x\n\n- [x] a\r\n- [ ] b\n  - [X] c\n- [y] d\n\n> 1. [ ] e')
    expect(
      [
        ...html.matchAll(
          /<input type="checkbox" disabled( checked)? data-line="(\d+)" aria-label="([a-e])" \/>/g,
        ),
      ].map((match) => [match[2], match[1] !== undefined, match[3]]),
    ).toEqual([
      ['2', true, 'a'],
      ['3', false, 'b'],
      ['4', true, 'c'],
      ['7', false, 'e'],
    ])
    expect(html).toContain('[y] d')
  })

  test('a definition of the same name does not turn the box into a link', () => {
    expect(renderMarkdown('- [x] a\n\n[x]: https://a.example')).toContain(
      'checked data-line="0" aria-label="a" /> a',
    )
  })
})

describe('issue keys and mentions', () => {
  test.each([
    ['See WEB-42.', `<p>See ${web42}.</p>\n`],
    ['(WEB-42)', `<p>(${web42})</p>\n`],
    ['**WEB-42**', `<p><strong>${web42}</strong></p>\n`],
    ['<p>WEB-42</p>', `<p>${web42}</p>`],
    ['UTF-8, ISO-8859', '<p>UTF-8, ISO-8859</p>\n'],
    [
      '#123 web-42 WEB-042 aWEB-42 WEB-42a WEB-42-1 x/WEB-42',
      '<p>#123 web-42 WEB-042 aWEB-42 WEB-42a WEB-42-1 x/WEB-42</p>\n',
    ],
    ['`WEB-42`', '<p><code>WEB-42</code></p>\n'],
    ['    WEB-42', '<pre><code>WEB-42\n</code></pre>\n'],
    ['[WEB-42](x)', '<p><a href="x" rel="nofollow noopener ugc">WEB-42</a></p>\n'],
    [
      '[a **WEB-42** b](x)',
      '<p><a href="x" rel="nofollow noopener ugc">a <strong>WEB-42</strong> b</a></p>\n',
    ],
    ['@ann, @bob', '<p><a href="/people/ann?a&amp;b" class="mention">@ann</a>, @bob</p>\n'],
    ['x@ann', '<p>x@ann</p>\n'],
  ])('%j', (text, html) => expect(renderMarkdown(text, resolvers)).toBe(html))

  test('without resolvers nothing is linked', () => {
    expect(renderMarkdown('WEB-42 @ann')).toBe('<p>WEB-42 @ann</p>\n')
  })

  test('an address cannot leave its attribute', () => {
    expect(renderMarkdown('WEB-42', {resolveIssueKey: () => '"><script>'})).toContain(
      'href="&quot;&gt;&lt;script&gt;"',
    )
  })
})

describe('pictures', () => {
  test('one of ours is shown, one from elsewhere is a link to it', () => {
    expect(renderMarkdown('![ours](/api/v1/attachments/1/content)')).toContain(
      '<img src="/api/v1/attachments/1/content"',
    )
    const elsewhere = renderMarkdown('![theirs](https://a.example/x.png)')
    expect(elsewhere).not.toContain('<img')
    expect(elsewhere).toContain(
      '<a href="https://a.example/x.png" rel="nofollow noopener ugc" target="_blank">theirs</a>',
    )
  })
})

describe('bounds', () => {
  test('beyond 256 KB the text is cut, with a note', () => {
    const html = renderMarkdown('word '.repeat(80_000), {cutNote: 'Cut <here>'})
    expect(html.length).toBeLessThan(300_000)
    expect(html.endsWith('<p class="text-cut">Cut &lt;here&gt;</p>\n')).toBe(true)
  })

  test.each([
    '>',
    '> ',
    '[',
    '![',
    '[a](',
    '- ',
    '1. ',
    '*',
    '*a **b',
    '`',
    '<',
    '<a ',
    '<b>',
    '<div>',
    '<div>\n\n',
    '<!--',
    '&',
    '(',
    '\\',
    '|',
    '~~',
  ])('10,000 × %j does not overflow or take long, and keeps the end', (piece) => {
    const start = performance.now()
    const html = renderMarkdown(`${piece.repeat(10_000)}end`)
    expect(performance.now() - start).toBeLessThan(1_000)
    if (piece !== '<!--' && piece !== '<a ') expect(html).toContain('end')
  })

  test('tags nested absurdly deep are shown as written', () => {
    const html = renderMarkdown('<b>'.repeat(100_000))
    expect(html.startsWith('<pre>&lt;b&gt;&lt;b&gt;')).toBe(true)
  })

  test('quotes nested too deep lose their depth, not their words', () => {
    const html = renderMarkdown(
      Array.from({length: 300}, (_, depth) => `${'>'.repeat(depth)} line ${depth}.`).join('\n\n'),
    )
    expect(
      Array.from({length: 300}, (_, depth) => depth).filter((depth) => !html.includes(`line ${depth}.`)),
    ).toEqual([])
  })

  test('rendering twice gives the same', () => {
    const text = '- [ ] WEB-42 @ann\r\n\r\n<b>\0\uD800'
    expect(renderMarkdown(text, resolvers)).toBe(renderMarkdown(text, resolvers))
  })
})
