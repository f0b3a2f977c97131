import {expect, test} from 'vitest'
import {cutText} from './cut-text.ts'

const shown = (text: string, errors: [number, number][], unknown: [number, number][] = []) =>
  cutText(
    text,
    errors.map(([start, end]) => ({start, end})),
    unknown.map(([start, end]) => ({start, end})),
  ).map(({start, end, mark}) => `${mark ?? ''}[${text.slice(start, end)}]`)

test('a text without marks is one piece', () => {
  expect(shown('is:open', [])).toEqual(['[is:open]'])
})

test('what is marked stands by itself, in its order', () => {
  expect(shown('a b c d', [[4, 5]], [[0, 1]])).toEqual(['unknown[a]', '[ b ]', 'wrong[c]', '[ d]'])
})

test('marks at the very end, and without length', () => {
  expect(shown('label:', [[6, 6]])).toEqual(['[label:]', 'wrong[]'])
  expect(shown('x y', [[2, 3]])).toEqual(['[x ]', 'wrong[y]'])
})

test('of two that overlap, the first is drawn', () => {
  expect(
    shown('abcdef', [
      [1, 4],
      [2, 6],
    ]),
  ).toEqual(['[a]', 'wrong[bcd]', '[ef]'])
})
