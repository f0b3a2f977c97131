import {describe, expect, test} from 'vitest'
import type {Condition, FieldCondition, Value} from './ast.ts'
import {parse} from './parse.ts'
import {print} from './print.ts'
import {customFields} from './testing/custom-fields.ts'

const span = {start: 0, end: 0}

function printed(where: Condition, options = {}): string {
  return print({where, sort: []}, options)
}

function text(text: string): Condition {
  return {kind: 'text', text, isPhrase: false, span}
}

function field(field: string, value: Value, more: Partial<FieldCondition> = {}): Condition {
  return {
    kind: 'field',
    field,
    isCustom: false,
    change: null,
    matches: [{comparison: '=', value, to: null, span}],
    span,
    ...more,
  }
}

function word(text: string): Value {
  return {kind: 'word', text, isQuoted: false}
}

test('a query without conditions is its order', () => {
  expect(print({where: null, sort: []})).toBe('')
  expect(print({where: null, sort: [{field: 'due', descending: true, span}]})).toBe('sort:due-desc')
})

describe('what programs build is quoted where it would read as something else', () => {
  test.each([
    ['two words', '"two words"'],
    ['label:bug', '"label:bug"'],
    ['label:', '"label:"'],
    ['lable:x', '"lable:x"'],
    ['foo:bar', 'foo:bar'],
    ['OR', '"OR"'],
    ['NOT(x', '"NOT(x"'],
    ['-x', '"-x"'],
    ['--x', '--x'],
    ['(a', '"(a"'],
    ['"', String.raw`"\""`],
    ['a)', 'a)'],
  ])('the word %j', (word, written) => expect(printed(text(word))).toBe(written))

  test('a parenthesis that would end a group', () => {
    const or: Condition = {kind: 'or', parts: [text('a)'), text('f(x')], span}
    expect(printed({kind: 'not', part: or, span})).toBe('-("a)" OR f(x )')
  })

  test('a word that reads as a custom field, where these are known', () => {
    expect(printed(text('customer-tier:x'))).toBe('customer-tier:x')
    expect(printed(text('customer-tier:x'), {customFields})).toBe('"customer-tier:x"')
  })

  test.each([
    ['a,b', 'label:"a,b"'],
    ['@me', 'label:"@me"'],
    ['*', 'label:"*"'],
    ['none', 'label:"none"'],
    ['a..b', 'label:"a..b"'],
    ['>5', 'label:">5"'],
    ['-x', 'label:"-x"'],
    ['bug', 'label:bug'],
  ])('the value %j', (value, written) => expect(printed(field('label', word(value)))).toBe(written))

  test('"none", only where it would say that there is no value', () => {
    expect(printed(field('priority', word('none')))).toBe('priority:none')
    expect(printed(field('title', word('none')))).toBe('title:none')
    expect(printed(field('assignee', word('none'), {change: 'was'}))).toBe('assignee.was:none')
    expect(printed(field('contact', word('none'), {isCustom: true}))).toBe('contact:"none"')
  })

  test('the key of a custom field', () => {
    expect(printed(field('a b', word('x'), {isCustom: true}))).toBe('"a b":x')
  })
})

test('"not" is a hyphen, but a word where a hyphen would not say so', () => {
  expect(printed({kind: 'not', part: text('a'), span})).toBe('-a')
  expect(printed({kind: 'not', part: text('--a'), span})).toBe('NOT --a')
  expect(printed({kind: 'not', part: text('*'), span})).toBe('NOT *')
})

test('days count from today', () => {
  expect(printed(field('due', {kind: 'today', offset: -3, unit: 'w'}))).toBe('due:@today-3w')
  expect(printed(field('due', {kind: 'today', offset: 1, unit: 'm'}))).toBe('due:@today+1m')
  expect(printed(field('due', {kind: 'today', offset: 0, unit: 'd'}))).toBe('due:@today')
})

test('what was printed is printed again as it is', () => {
  const {query} = parse('(label:a,"b" (x OR -(y z)) ) sort:due')
  const canonical = query === null ? '' : print(query)
  expect(canonical).toBe('label:a,"b" (x OR -(y z)) sort:due-asc')
  const again = parse(canonical).query
  expect(again === null ? '' : print(again)).toBe(canonical)
})
