import {expect, test} from 'vitest'
import {identifiersIn} from './identifiers.ts'

test.each([
  ['call Ti.UI.createView({top: 1})', 'dotted', 'Ti.UI.createView', 'createView'],
  ['ends in EXC_BAD_ACCESS.', 'screaming', 'EXC_BAD_ACCESS', 'ACCESS'],
  ['the {{lastIndexOf}} of it', 'camel', 'lastIndexOf', undefined],
  ['at /usr/lib/libc.so.6:', 'path', '/usr/lib/libc.so.6', 'libc.so.6'],
  ['since v3.0.1.GA, it', 'version', 'v3.0.1.GA', 'GA'],
  ['in art::Runtime::Abort()', 'scoped', 'art::Runtime::Abort', 'Abort'],
  ['then _window.add(box)', 'dotted', '_window.add', 'add'],
  ['said _Ti.API.info_.', 'dotted', 'Ti.API.info', 'info'],
  ['commit 7bbfd7f849', 'hash', '7bbfd7f849', undefined],
])('%s', (text, kind, whole, lastPart) => {
  expect(identifiersIn(text)).toEqual([{kind, text: whole, lastPart}])
})

test.each([
  'plain words only',
  'e.g. this',
  '1234567',
  'deadbeef',
  'iPhone%20Simulator/7.1',
  'and/',
  'Sentence.',
])('"%s" holds none', (text) => {
  expect(identifiersIn(text)).toEqual([])
})

test('each once', () => {
  expect(identifiersIn('fooBar, fooBar').map(({text}) => text)).toEqual(['fooBar'])
})
