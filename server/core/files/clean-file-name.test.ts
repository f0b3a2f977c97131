import {expect, test} from 'vitest'
import {cleanFileName} from './clean-file-name.ts'

test.each([
  ['a.txt', 'a.txt'],
  ['日本語 ファイル.png', '日本語 ファイル.png'],
  ['/etc/passwd', 'passwd'],
  ['C:\\Users\\x\\a.txt', 'a.txt'],
  ['folder/', 'folder'],
  ['..', 'file'],
  ['', 'file'],
  ['///', 'file'],
  ['.htaccess', 'htaccess'],
  ['a.txt. . ', 'a.txt'],
  ['a\0\n\u0085b.txt', 'ab.txt'],
  ['photo\u202egnp.exe', 'photognp.exe'],
  ['a<b>:"|?*.txt', 'ab.txt'],
  ['CON', '_CON'],
  ['nul.txt', '_nul.txt'],
  ['console.txt', 'console.txt'],
  ['e\u0301.txt', '\u00e9.txt'],
])('%j becomes %j', (name, clean) => expect(cleanFileName(name)).toBe(clean))

test('a long name is shortened between characters and keeps its ending', () => {
  const clean = cleanFileName(`${'😀'.repeat(100)}.tar`)
  expect(clean).toBe(`${'😀'.repeat(49)}.tar`)
  expect(Buffer.byteLength(clean)).toBeLessThanOrEqual(200)
})

test('cleaning twice changes nothing', () => {
  for (const name of ['..a', '<.>x', ' . a', 'x'.repeat(199) + ' .txt', '<con>', '. .\u202e.a']) {
    expect(cleanFileName(cleanFileName(name))).toBe(cleanFileName(name))
  }
})
