import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {complete} from './complete.ts'
import {maxLength, parse} from './parse.ts'
import {checkCompletions, checkText, checkTree} from './testing/properties.ts'
import {likelyTexts, rawTexts, rightTexts} from './testing/texts.ts'
import {trees} from './testing/trees.ts'

describe('for generated inputs', {timeout: 120_000}, () => {
  test('any characters parse or fail with errors, and print as they parsed', () => {
    fc.assert(fc.property(rawTexts, checkText), {numRuns: 4_000})
  })

  test('so do texts like queries', () => {
    fc.assert(fc.property(likelyTexts, checkText), {numRuns: 2_500})
  })

  test('so do right queries', () => {
    fc.assert(fc.property(rightTexts, checkText), {numRuns: 1_200})
  })

  test('queries that programs build mean the same when they are read', () => {
    fc.assert(fc.property(trees, checkTree), {numRuns: 2_000})
  })

  test('completion works at every cursor', () => {
    fc.assert(fc.property(likelyTexts, checkCompletions), {numRuns: 300})
  })
})

/** The longest texts of what could be read again and again. */
test.each(
  [
    '(',
    ')',
    '"',
    '""',
    '-',
    '-(',
    '-a',
    'NOT ',
    'OR ',
    'a:',
    'zzzzzzzzzz:z ',
    'label:',
    'label:"',
    'label:a,',
    '\\',
    '.',
    '..',
    'created:1..',
    '(a',
    '-"',
    ':',
    'a(',
    'f(x)',
    '~',
    '@today',
    'is:zzzzzzzzzz,',
    '"a":',
  ].map((part) => [part]),
)('a text of nothing but %j is read without delay', {retry: 3}, (part) => {
  const text = part.repeat(maxLength).slice(0, maxLength)
  const half = Math.max(fastest(text.slice(0, maxLength / 2)), 0.2)
  // Four times would be quadratic; a machine under load is allowed some unevenness.
  expect(fastest(text) / half).toBeLessThan(3.5)
})

function fastest(text: string): number {
  const times = Array.from({length: 12}, () => {
    const start = performance.now()
    parse(text)
    complete(text, text.length)
    return performance.now() - start
  })
  return Math.min(...times)
}
