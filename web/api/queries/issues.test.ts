import {expect, test} from 'vitest'
import {type IssueList, joinHead} from './issues.ts'

const list = (...pages: string[]): IssueList => ({
  pages: pages.map((keys, index) => ({keys: keys.split(' '), nextCursor: `after ${index}`})),
  pageParams: pages.map((_, index) => (index === 0 ? undefined : `after ${index - 1}`)),
})
const head = (keys: string) => ({keys: keys.split(' '), nextCursor: 'after head'})
const none: ReadonlySet<string> = new Set()
const keysOf = ({pages}: IssueList) => pages.map(({keys}) => keys.join(' '))

test('what is new comes on top, and what was read further down stays', () => {
  expect(keysOf(joinHead(list('a b c', 'd e f'), head('x a b'), none))).toEqual(['x a b c', 'd e f'])
})

test('what moved up from a later page is there once', () => {
  expect(keysOf(joinHead(list('a b c', 'd e f'), head('e a b'), none))).toEqual(['e a b c', 'd f'])
})

test('what left the list is gone, at its head and further down', () => {
  expect(keysOf(joinHead(list('a b c d', 'e f'), head('a c d'), none))).toEqual(['a c d', 'e f'])
  expect(keysOf(joinHead(list('a b c', 'd e f'), head('a b c'), new Set(['e'])))).toEqual(['a b c', 'd f'])
})

test('where more is new than a page holds, the list begins anew', () => {
  const joined = joinHead(list('a b c', 'd e f'), head('x y z'), none)
  expect(joined).toEqual({pages: [head('x y z')], pageParams: [undefined]})
})

test('a head that is the whole list is the list', () => {
  const whole = {keys: ['a', 'c'], nextCursor: null}
  expect(joinHead(list('a b c', 'd e f'), whole, none).pages).toEqual([whole])
})
