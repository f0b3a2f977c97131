import {expect, test} from 'vitest'
import {markdownToText} from './markdown-to-text.ts'

test.each([
  ['# Title\n\nSome **bold** `code`\nand [a link](x).', 'Title Some bold code and a link.'],
  ['- [x] done\n- b', 'done b'],
  ['```js\na < b\n```', 'a < b'],
  ['![alt text](x.png) &amp; &lt;b&gt;', 'alt text & <b>'],
  ['<p>a<!-- hidden --> <b>c</b></p>', 'a c'],
  ['a List<String>', 'a List<String>'],
  ['|a|b|\n|-|-|\n|1|2|', 'a b 1 2'],
  ['', ''],
])('%j', (markdown, text) => expect(markdownToText(markdown, 100)).toBe(text))

test('cuts between words and marks the cut', () => {
  expect(markdownToText('one two three four', 12)).toBe('one two…')
  expect(markdownToText('one two three', 13)).toBe('one two three')
})

test('never splits a character or exceeds the limit', () => {
  expect(markdownToText('😀'.repeat(10), 6)).toBe('😀😀…')
  expect(markdownToText('x'.repeat(100), 10)).toBe(`${'x'.repeat(9)}…`)
})
