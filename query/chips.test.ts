import {expect, test} from 'vitest'
import {chips} from './chips.ts'
import {customFields} from './testing/custom-fields.ts'

test('every part that has to hold is a chip, as it was written', () => {
  const found = chips('is:open  -tag:"a b",c (x OR y) sort:due login', {customFields}) ?? []
  expect(found.map(({text, kind, field, isNegated}) => [text, kind, field, isNegated])).toEqual([
    ['is:open', 'is', null, false],
    ['-tag:"a b",c', 'field', 'label', true],
    ['(x OR y)', 'group', null, false],
    ['sort:due', 'sort', null, false],
    ['login', 'text', null, false],
  ])
})

test('parentheses around what has to hold anyway are no chip', () => {
  expect(chips('a (b -(c d))')?.map(({text}) => text)).toEqual(['a', 'b', '-(c d)'])
})

test('alternatives are one chip', () => {
  expect(chips('a OR b c')?.map(({text}) => text)).toEqual(['a OR b c'])
})

test('a custom field says its key', () => {
  expect(chips('"Customer tier":gold', {customFields})).toMatchObject([
    {field: 'customer-tier', isCustom: true},
  ])
})

test('no text has no chips, and one with errors cannot be told', () => {
  expect(chips('')).toEqual([])
  expect(chips('lable:x')).toBeNull()
})
