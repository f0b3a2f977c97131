import {expect, test} from 'vitest'
import {wikiToMarkdown} from './wiki-to-markdown.ts'

const cases: [name: string, wiki: string, markdown: string][] = [
  ['heading', 'h1. One\nh6. Six', '# One\n\n###### Six'],
  ['heading without a space', 'h4.Steps\ntext', '#### Steps\n\ntext'],
  ['heading that is code', 'h1.addEventListener(x)', 'h1.addEventListener(x)'],
  ['heading with emphasis', 'h2. A *b* {{c}}', '## A **b** `c`'],
  ['empty heading', 'h3.\ntext', 'text'],
  ['bold', 'a *bold* word', 'a **bold** word'],
  ['bold beside punctuation', '(*bold*).', '(**bold**).'],
  ['italic', '_it is_', '_it is_'],
  ['bold italic', '*_both_*', '**_both_**'],
  ['strike', 'was -wrong- right', 'was ~~wrong~~ right'],
  ['underline', '+new+', '<ins>new</ins>'],
  ['superscript and subscript', '^up^ ~down~', '<sup>up</sup> <sub>down</sub>'],
  ['marks inside words, in braces', 'H{~}2{~}O', 'H<sub>2</sub>O'],
  ['monospace', '{{a_b *c*}}', '`a_b *c*`'],
  ['monospace with a backtick', '{{a`b}}', '``a`b``'],
  ['monospace that ends in a brace', '{{{a}}}', '`{a}`'],
  ['monospace over lines', '{{\na {\nb\n}}', '```\na {\nb\n```'],
  ['bold monospace', '{{*x*}}', '**`x`**'],
  ['citation', '??Knuth??', '_Knuth_'],
  ['quoted line', 'bq. said *so*', '> said **so**'],
  ['quote', '{quote}\na\n\nb\n{quote}\nc', '> a\n>\n> b\n\nc'],
  ['quote in a line', 'a {quote}b{quote} c', 'a\n\n> b\n\nc'],
  ['quote with code', '{quote}{code}x{code}{quote}', '> ```\n> x\n> ```'],
  ['quote without its end', '{quote}a', 'a'],
  ['code', '{code}\nif (a) *b*\n{code}', '```\nif (a) *b*\n```'],
  ['code with its language', '{code:java}x{code}', '```java\nx\n```'],
  ['code with a title', '{code:title=app.js|borderStyle=solid}x{code}', '**app.js**\n\n```js\nx\n```'],
  ['code with both', '{code:lang=xml|title="a.b"}x{code}', '**a.b**\n\n```xml\nx\n```'],
  ['code of no language', '{code:none}x{code}', '```\nx\n```'],
  ['code that is markup', '{noformat}{code}a{code}{noformat}', '```\n{code}a{code}\n```'],
  ['code with fences', '{code}\n```\na\n```\n{code}', '````\n```\na\n```\n````'],
  ['code in a sentence', 'a {code}b{code} c', 'a\n\n```\nb\n```\n\nc'],
  ['code without its end', 'a\n{code}\nb', 'a\n\n```\nb\n```'],
  ['code only spoken of', 'use {code} tags', 'use {code} tags'],
  ['empty code', 'a{code}{code}', 'a'],
  ['capital macro', '{Code}x{CODE}', '```\nx\n```'],
  ['panel', '{panel:title=T|bgColor=#fff}a{panel}', '> **T**\n>\n> a'],
  ['note', '{note}a{note}', '> **Note**\n>\n> a'],
  ['colour', '{color:red}*a*{color} {color:#ff0000}b{color}', '**a** b'],
  ['object literal', 'x({color: "red", code: 1})', 'x({color: "red", code: 1})'],
  ['unknown macro', '{gadget:a=b}x{gadget}', '{gadget:a=b}x{gadget}'],
  ['bullets', '* a\n* b', '- a\n- b'],
  ['dashes', '- a\n- b', '- a\n- b'],
  ['numbers', '# a\n# b', '1. a\n2. b'],
  ['nested', '* a\n** b\n*** c\n* d', '- a\n  - b\n    - c\n- d'],
  ['mixed', '# a\n#* b\n# c', '1. a\n   - b\n2. c'],
  ['depth left out', '* a\n*** b', '- a\n  - b'],
  ['list with code', '# a\n{code}x\n\ny{code}\n# b', '1. a\n   ```\n   x\n\n   y\n   ```\n2. b'],
  ['list with a second line', '* a\nb\n* c', '- a  \n  b\n- c'],
  ['dash as a dash', '-- Log --', '-- Log --'],
  ['table', '||a||b||\n|1|2|', '| a | b |\n| --- | --- |\n| 1 | 2 |'],
  ['table without a head', '|1|2|', '|  |  |\n| --- | --- |\n| 1 | 2 |'],
  [
    'table with heads down the side',
    '||a|1|\n||b|2|',
    '|  |  |\n| --- | --- |\n| **a** | 1 |\n| **b** | 2 |',
  ],
  ['table with an empty cell', '|a| |c|', '|  |  |  |\n| --- | --- | --- |\n| a |  | c |'],
  [
    'table with a link and image',
    '|[a|http://x.y]|!b.png|thumbnail!|',
    '|  |  |\n| --- | --- |\n| [a](http://x.y) | (image: b.png) |',
  ],
  ['table with a bar', '|{{a|b}}|c\\|d|', '|  |  |\n| --- | --- |\n| `a\\|b` | c\\|d |'],
  [
    'table with code and line breaks',
    '|{code}a\nb{code}|c\nd|',
    '|  |  |\n| --- | --- |\n| `a`<br>`b` | c<br>d |',
  ],
  ['bar that is no table', '| just a line', '| just a line'],
  ['link', '[text|http://x.y/a_b]', '[text](http://x.y/a_b)'],
  ['link with brackets in its address', '[t|http://x.y/(a)]', '[t](<http://x.y/(a)>)'],
  ['bare link', '[http://x.y/_a_]', '<http://x.y/_a_>'],
  ['link without scheme', '[t|www.x.y]', '[t](http://www.x.y)'],
  ['link that would run', '[t|javascript:alert(1)]', '[t|javascript:alert(1)]'],
  ['mail link', '[mailto:a@b.c]', '<mailto:a@b.c>'],
  ['mention', '[~bob_b] and [~accountid:5b:10a]', '@bob_b and @5b:10a'],
  ['mention after an @', '@[~bob]', '@bob'],
  ['anchor', '[#top] [up|#top]', 'top up'],
  ['attachment', '[^log_a.txt]', 'log_a.txt'],
  ['issue key', 'TIMOB-10 and [it|TIMOB-10]', 'TIMOB-10 and it (TIMOB-10)'],
  ['image', '!a b.png|width=3! !http://x.y/z.gif!', '(image: a b.png) ![](http://x.y/z.gif)'],
  ['exclamations', 'No! Stop! a.b! != !', 'No! Stop! a.b! != !'],
  ['rule', 'a\n----\nb', 'a\n\n---\n\nb'],
  ['line breaks', 'a\nb\\\\ c\\\\\nd', 'a  \nb<br> c  \nd'],
  ['paragraphs', 'a\r\n\r\n\r\nb', 'a\n\nb'],
  ['escapes', '\\*a\\* \\{code}', '\\*a\\* {code}'],
  ['emoticons', ':) (/) (x)', ':) (/) (x)'],
  ['identifiers', 'a_b_c and __init__', 'a_b_c and \\_\\_init\\_\\_'],
  ['products', '2 * 3 * 4', '2 * 3 * 4'],
  ['flags', 'run --flag -x a-b-c', 'run --flag -x a-b-c'],
  ['mail address', 'a_b@c.de', 'a_b@c.de'],
  ['windows path', 'C:\\path\\file and C:\\\\a', 'C:\\path\\file and C:\\\\\\a'],
  ['hash number', '#123', '#123'],
  ['tags', '<Tag> a<b 2 < 3', '\\<Tag> a\\<b 2 < 3'],
  ['generics', 'Foo<Bar>[]', 'Foo\\<Bar>[]'],
  ['log lines', '[INFO] a\n[ERROR] b[0](c)', '[INFO] a  \n[ERROR] b[0\\](c)'],
  ['stack trace', 'Error: x\n    at a.b (c.js:1:2)\n\tat d', 'Error: x  \nat a.b (c.js:1:2)  \nat d'],
  ['indented text', 'a\n\n    b', 'a\n\nb'],
  ['backticks', 'a `b` c', 'a \\`b\\` c'],
  ['marks at the start of a line', '> a\n+ b\n====', '\\> a  \n\\+ b  \n\\===='],
  ['address in text', 'see http://x.y/a_b*c, ok', 'see <http://x.y/a_b*c>, ok'],
  ['address in emphasis', '*http://x.y*', '**http://x.y**'],
  ['entities', 'a&nbsp;b & c', 'a&nbsp;b & c'],
  ['numbers as written', '1. a\n2. b\n4. c', '1. a  \n2. b  \n4\\. c'],
  ['line separator', 'a\u2028b', 'a\u2028b'],
  ['html', '{html}<p>a <b>b</b></p>{html}', 'a **b**'],
  ['html beside wiki', '{html}<p>a</p>{html}\n*b*', 'a\n\n**b**'],
  ['html with a script', '{html}<p>a</p><script>x()</script>{html}', 'a'],
  ['html with a bad link', '{html}<a href="javascript:x()">a</a>{html}', 'a'],
  ['html with tags as text', '{html}&lt;script&gt;{html}', '\\<script>'],
  ['html with code', '{html}<pre class="java"><code>a\n b</code></pre>{html}', '```java\na\n b\n```'],
  [
    'html with a table',
    '{html}<table><tr><td>a|b</td><td>c</td></tr></table>{html}',
    '| a\\|b | c |\n| --- | --- |',
  ],
  ['the word html in braces twice', 'the {{html}} property', 'the `html` property'],
]

test.each(cases)('%s', (_, wiki, markdown) => {
  expect(wikiToMarkdown(wiki)).toBe(markdown)
})

function attachmentUrl(name: string): string | undefined {
  return name === 'a.png' ? '/files/1' : undefined
}

test('attachments become links where it is known where they are', () => {
  const markdown = wikiToMarkdown('!a.png|thumbnail! [^a.png] [look^a.png] [^b.txt]', {attachmentUrl})
  expect(markdown).toBe('![a.png](/files/1) [a.png](/files/1) [look](/files/1) b.txt')
})

const units =
  '{{ *a *a| [a| !a |a {code} {code: {quote:a} {html} ` http://a) \\ {quote}{panel} {color:red} }} _a*b-'.split(
    ' ',
  )
const lines = ['*a ', '|a|b\n', '- a\n', '1. a\n', ' ', '{{\n', 'h1. a\n']
const hostile: [prefix: string, unit: string][] = [...units, ...lines].map((unit) => ['', unit])
hostile.push(['|', 'a'], ['|', ' '], ['h1. ', '*'], ['{code:', 'a'])

/**
 * 32 times the text takes about 32 times as long when time is linear and about 1,000 times when it is quadratic; the
 * bound lies between, far enough from both that a busy machine does not reach it. The best of three is taken.
 */
test.each(hostile)('%j and a long run of %j are converted in linear time', (prefix, unit) => {
  const best = (bytes: number): number => {
    const text = prefix + unit.repeat(Math.ceil(bytes / unit.length))
    return Math.min(...[1, 2, 3].map(() => timeOf(() => wikiToMarkdown(text))))
  }
  const small = Math.max(0.2, best(4_000))
  expect(best(128_000) / small).toBeLessThan(200)
})

function timeOf(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}
