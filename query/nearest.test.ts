import {expect, test} from 'vitest'
import {likeliest, nearest} from './nearest.ts'

const words = ['label', 'assignee', 'type', 'sort', 'due', 'title']

test.each([
  ['lable', 'label'],
  ['LABEL', 'label'],
  ['labels', 'label'],
  ['asignee', 'assignee'],
  ['assingee', 'assignee'],
  ['tpye', 'type'],
  ['titel', 'title'],
  ['port', null],
  ['du', null],
  ['x', null],
  ['', null],
  ['something', null],
])('%j was meant to be %j', (word, meant) => expect(nearest(word, words)).toBe(meant))

test('the nearest of several is found, and the first of equals', () => {
  expect(nearest('colour', ['colours', 'color', 'colour-x'])).toBe('colours')
  expect(nearest('cat', ['cut', 'cot'])).toBe('cut')
})

test('the beginning of one word alone is enough', () => {
  expect(likeliest('assig', words)).toBe('assignee')
  expect(likeliest('ti', words)).toBeNull()
  expect(likeliest('tit', [...words, 'tithe'])).toBeNull()
})
