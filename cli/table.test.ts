import {expect, test} from 'vitest'
import {displayWidth, truncate} from './display-width.ts'
import {printable} from './output.ts'
import {tableLines} from './table.ts'

test('columns are aligned by what they take on a terminal, and the last is cut to its width', () => {
  const rows = [
    ['WEB-1', '新しい', 'A title that is long'],
    ['WEB-100', 'Open', 'Short'],
  ]
  expect(tableLines(rows, 30)).toEqual(['WEB-1    新しい  A title that…', 'WEB-100  Open    Short'])
  expect(tableLines(rows, 30).every((line) => displayWidth(line) <= 30)).toBe(true)
})

test('without a terminal nothing is cut', () => {
  expect(tableLines([['WEB-1', 'x'.repeat(300)]], undefined)).toEqual([`WEB-1  ${'x'.repeat(300)}`])
})

test.each([
  ['👩‍👩‍👧 family', 6, '👩‍👩‍👧 fa…'],
  ['é', 1, 'é'],
  ['日本語', 4, '日…'],
  ['abc', 0, ''],
])('%s cut to %i columns is %s', (text, columns, cut) => {
  expect(truncate(text, columns)).toBe(cut)
})

test('no text of others can steer the terminal', () => {
  const steering = ['\u001b', '\u0007', '\r', '\u009b']
  const shown = printable('\u001b]0;owned\u0007a\u001b[31mred\u001b[0m\r\u009b2Jb\tc\nd')
  for (const character of steering) expect(shown).not.toContain(character)
  expect(shown).toMatch(/b\tc\nd$/)
  expect(printable('\u001b[31mred\u001b[0m')).toBe('red')
})
