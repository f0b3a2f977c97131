import {expect, test} from 'vitest'
import type {CustomField} from '../../query/fields.ts'
import {checkValue, pointerTo} from './check-value.ts'

function field(kind: CustomField['kind']): CustomField {
  return {key: 'tier', name: 'Tier', kind, choices: kind === 'choice' ? ['Gold', 'Silver'] : []}
}

test.each([
  ['text', ' a\nb ', 'a\nb'],
  ['text', 'half \ud83d of it', 'half \ufffd of it'],
  ['number', 0, 0],
  ['number', -1.5, -1.5],
  ['number', 1e15, 1e15],
  ['date', '2028-02-29', '2028-02-29'],
  ['boolean', false, false],
  ['choice', 'gOLD', 'Gold'],
  ['choice', ' Silver ', 'Silver'],
  ['person', 7, 7],
  ['url', 'https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
  ['url', 'HTTP://example.org', 'HTTP://example.org'],
] as const)('%s takes %j', (kind, value, kept) => {
  expect(checkValue(field(kind), value, '/custom/tier')).toBe(kept)
})

test.each([
  ['text', ''],
  ['text', ' \n'],
  ['text', 5],
  ['text', 'a\0b'],
  ['number', '5'],
  ['number', 1e16],
  ['number', true],
  ['date', '2026-02-30'],
  ['date', '2026-02-01T00:00:00Z'],
  ['date', '0000-01-01'],
  ['date', 20260201],
  ['boolean', 'true'],
  ['boolean', 1],
  ['choice', 'Bronze'],
  ['choice', ''],
  ['choice', 1],
  ['person', '7'],
  ['person', 0],
  ['person', 1.5],
  ['person', 2 ** 31],
  ['url', 'example.org'],
  ['url', 'javascript:alert(1)'],
  ['url', 'ftp://example.org'],
  ['url', 'https://exa mple.org'],
  ['url', `https://example.org/${'x'.repeat(2000)}`],
] as const)('%s does not take %j', (kind, value) => {
  expect(() => checkValue(field(kind), value, '/custom/tier')).toThrow(
    expect.objectContaining({code: 'invalid', pointer: '/custom/tier'}),
  )
})

test('who is refused is told what would do', () => {
  expect(() => checkValue(field('choice'), 'Bronze', '')).toThrow(
    'Tier takes one of Gold, Silver: not "Bronze"',
  )
  expect(() => checkValue(field('number'), 'many', '')).toThrow(/^Tier takes a number.*: not "many"$/)
})

test('a pointer escapes what has a meaning in it', () => {
  expect(pointerTo('a/b~c')).toBe('/custom/a~1b~0c')
})
