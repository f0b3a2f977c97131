import {describe, expect, test} from 'vitest'
import {chips} from './chips.ts'
import {withoutSpan, withTerm} from './edit.ts'
import {customFields} from './testing/custom-fields.ts'

describe('adding a term', () => {
  test.each([
    ['', 'x'],
    ['  ', 'x'],
    ['a  b', 'a  b x'],
    ['a ', 'a x '],
    ['a sort:due', 'a x sort:due'],
    ['sort:due a', 'sort:due a x'],
    ['sort:due', 'x sort:due'],
    ['a OR b', '(a OR b) x'],
    ['a OR b sort:due', '(a OR b) x sort:due'],
    ['(a OR b)', '(a OR b) x'],
    ['(a OR b) OR c', '((a OR b) OR c) x'],
    ['a OR sort:due b', '(a OR b) x sort:due-asc'],
    ['a OR f(b', '(a OR f(b ) x'],
    ['a OR b)', '(a OR "b)") x'],
    ['assignee:none,ada', 'assignee:none,ada x'],
    ['a x b', 'a x b'],
    ['(a', '(a x'],
  ])('to %j makes %j', (text, after) => expect(withTerm(text, 'x')).toBe(after))
})

describe('taking a part out', () => {
  test.each([
    ['[a]', ''],
    ['a  [b]  c', 'a c'],
    ['[a] b', 'b'],
    ['a [b]', 'a'],
    ['a   b [c]', 'a   b'],
    ['a AND [b] AND c', 'a AND c'],
    ['a AND [b]', 'a'],
    ['[a] AND b', 'b'],
    ['a OR [b] OR c', 'a OR c'],
    ['a OR [b] c', 'a OR c'],
    ['a OR [b] AND c', 'a OR c'],
    ['a AND [b] OR c', 'a OR c'],
    ['[a] OR b', 'b'],
    ['a ([b]) c', 'a c'],
    ['a -(([b])) c', 'a c'],
    ['a NOT [b] c', 'a c'],
    ['(a [b])', '(a)'],
    ['(f(x [b])', '(f(x )'],
    ['("x" [b])', '("x")'],
    ['label:[a],b x', 'label:b x'],
    ['label:a,[b],c', 'label:a,c'],
    ['label:a,[b] x', 'label:a x'],
    ['["a"],c', ',c'],
  ])('%j leaves %j', (marked, after) => {
    const start = marked.indexOf('[')
    const end = marked.indexOf(']') - 1
    expect(withoutSpan(marked.replace(/[[\]]/g, ''), {start, end})).toBe(after)
  })
})

test('where a part ends may depend on the custom fields', () => {
  const text = 'customer:a.."b c'
  const [first] = chips(text, {customFields}) ?? []
  expect(first?.text).toBe('customer:a.."b')
  expect(withoutSpan(text, first?.span ?? {start: 0, end: 0}, {customFields})).toBe('c')
})
