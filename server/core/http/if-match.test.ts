import {expect, test} from 'vitest'
import {readIfMatch} from './if-match.ts'

const read = (tag?: string) => readIfMatch({headers: tag === undefined ? {} : {'if-match': tag}})

test.each([
  [undefined, null],
  ['*', null],
  ['"3"', 3],
  ['W/"12"', 12],
  ['"not a version"', 0],
  ['"0"', 0],
])('If-Match %s asks for version %s', (tag, version) => expect(read(tag)).toBe(version))

test.each(['3', '"3", "4"', '"3'])('If-Match %s is refused', (tag) => {
  expect(() => read(tag)).toThrow('If-Match takes one tag')
})
