import {describe, expect, test} from 'vitest'
import {languageOf} from './languages.ts'
import {tokensOf} from './tokens.ts'

function lexemes(text: string, tag = 'en'): string[] {
  return [...tokensOf(text, languageOf(tag))]
    .filter(({kind}) => kind !== 'form' && kind !== 'stop')
    .map(({lexeme}) => lexeme)
}

test.each([
  ['Windows crashing', ['window', 'crash']],
  ['the user’s views don’t load', ['user', 'view', 'don', 'load']],
  [
    'Ti.UI.createView',
    ['ti.ui.createview', 'ti.ui', 'ui.createview', 'createview', 'ti', 'ui', 'creat', 'view'],
  ],
  ['EXC_BAD_ACCESS', ['exc_bad_access', 'exc_bad', 'bad_access', 'exc', 'bad', 'access']],
  ['std::vector<int>', ['std::vector', 'std', 'vector', 'int']],
  [
    '/usr/lib/libc.so.6:',
    [
      'usr/lib/libc.so.6',
      'usr/lib',
      'libc.so',
      'lib/libc.so.6',
      'usr',
      'lib',
      'libc.so.6',
      'so.6',
      'libc',
      'so',
      '6',
    ],
  ],
  ['version 3.0.1.GA', ['version', '3.0.1.ga', '3.0.1', '3.0', '0.1', '0.1.ga', '1.ga', '3', '0', '1', 'ga']],
  ['C++ and C# or c', ['c++', 'c#', 'c']],
  ['foo(bar) [baz]', ['foo', 'bar', 'baz']],
  ['café Straße', ['cafe', 'strasse']],
  ['(WEB-42)', ['web-42', 'web', '42']],
  ['a \u0616 b', ['b']],
  ["image:'a1/b1.png'", ['image:=a1/b1.png', 'imag', 'a1/b1.png', 'a1', 'b1.png', 'b1', 'png']],
  [
    'file:src/app.js:12',
    [
      'file:src/app.js:12',
      'file:src/app.js',
      'src/app.js:12',
      'src/app.js',
      'app.js',
      'file',
      'src',
      'app',
      'js',
      '12',
    ],
  ],
  ['typ=image/jpeg', ['typ=image/jpeg', 'image/jpeg', 'typ', 'imag', 'jpeg']],
  ['東京都', ['東京', '京都', '都']],
])('%s', (text, expected) => {
  expect(lexemes(text).toSorted()).toEqual(expected.toSorted())
})

test('German words come to their stems', () => {
  expect(lexemes('Häuser Haus schließen', 'de')).toEqual(['haus', 'haus', 'schliess'])
})

test('what is not known stays as it is', () => {
  expect(lexemes('running tests', 'xx')).toEqual(['running', 'tests'])
})

describe('positions', () => {
  test('words side by side differ by one, in identifiers too', () => {
    const tokens = [...tokensOf('call createView now', languageOf('en'))]
    const at = (lexeme: string): number | undefined =>
      tokens.find((token) => token.lexeme === lexeme)?.position
    expect([at('call'), at('creat'), at('view'), at('now')]).toEqual([0, 1, 2, 3])
    expect(at('createview')).toBe(1)
  })
})
