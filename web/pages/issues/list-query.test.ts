import {expect, test} from 'vitest'
import {listQuery, splitLastPart, withSort} from './list-query.ts'

const types = [
  {key: 'bug', kind: 'defect'},
  {key: 'feature', kind: 'request'},
  {key: 'improvement', kind: 'request'},
] as const

test('without a filter it asks for what is open, with an empty one for everything', () => {
  expect(listQuery({}, 'WEB', types)).toBe('project:WEB is:open')
  expect(listQuery({q: ''}, undefined, types)).toBe('')
})

test('a kind is all its types', () => {
  expect(listQuery({kind: 'request', q: 'login'}, 'WEB', types)).toBe(
    'project:WEB type:feature,improvement login',
  )
})

test('alternatives are kept together, and apart from the order', () => {
  const within = (q: string) => listQuery({q}, 'WEB', types)
  expect(within('login OR label:"a OR b" sort:created')).toBe(
    'project:WEB (login OR label:"a OR b" ) sort:created',
  )
  expect(within('"a OR b" word')).toBe('project:WEB "a OR b" word')
  expect(within('(a OR b) c')).toBe('project:WEB ((a OR b) c )')
  expect(within('ORDER')).toBe('project:WEB ORDER')
  expect(listQuery({q: 'a OR b'}, undefined, types)).toBe('a OR b')
})

test('the last part may be a group, and takes its OR with it', () => {
  expect(splitLastPart('is:open (a OR (b c))')).toEqual({rest: 'is:open', last: '(a OR (b c))'})
  expect(splitLastPart('is:open OR label:x')).toEqual({rest: 'is:open', last: 'label:x'})
  expect(splitLastPart('a "(" b')).toEqual({rest: 'a "("', last: 'b'})
})

test('the last part is a word, a term or a phrase', () => {
  expect(splitLastPart('is:open  label:"data loss"')).toEqual({rest: 'is:open', last: 'label:"data loss"'})
  expect(splitLastPart('login')).toEqual({rest: '', last: 'login'})
})

test('sorting replaces the sort word and leaves the rest', () => {
  expect(withSort('is:open sort:created-asc login', 'priority')).toBe('is:open login sort:priority-desc')
  expect(withSort('is:open sort:priority-desc', 'updated')).toBe('is:open')
})
