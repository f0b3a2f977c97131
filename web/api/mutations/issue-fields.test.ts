import {expect, test} from 'vitest'
import type {Issue} from '../types.ts'
import {conflictingFields, shownAs} from './issue-fields.ts'

const issue = (fields: Partial<Issue>) => fields as Issue
const ines = {id: 1, name: 'Ines'}
const tomasz = {id: 2, name: 'Tomasz'}

test('changes of different fields do not meet', () => {
  const base = issue({title: 'Old', priority: 'low', version: 1})
  const theirs = issue({title: 'Theirs', priority: 'low', version: 2})
  expect(conflictingFields({priority: 'high'}, base, theirs)).toEqual([])
})

test('changes of the same field meet, also where it is sent as an id', () => {
  const base = issue({title: 'Old', assignee: null})
  const theirs = issue({title: 'Theirs', assignee: tomasz})
  expect(conflictingFields({title: 'Mine', assigneeId: 1}, base, theirs)).toEqual(['title', 'assigneeId'])
})

test('the same value from both is no conflict, nor is another order', () => {
  const base = issue({assignee: null, labels: ['a']})
  const theirs = issue({assignee: ines, labels: ['c', 'b']})
  expect(conflictingFields({assigneeId: 1, labels: ['b', 'c']}, base, theirs)).toEqual([])
})

test('what is sent as an id cannot be shown by itself', () => {
  expect(shownAs({title: 'Mine', assigneeId: 1, labels: ['b']})).toEqual({title: 'Mine', labels: ['b']})
})
