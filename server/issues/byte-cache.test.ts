import {expect, test} from 'vitest'
import {createByteCache} from './byte-cache.ts'

test('the longest unused entries are forgotten first, and the bound holds', () => {
  const cache = createByteCache({maxBytes: 4_000})
  for (const key of ['a', 'b', 'c', 'd']) cache.set(key, 'x'.repeat(400))
  expect(cache.get('a')).toBeDefined()
  cache.set('e', 'x'.repeat(400))
  expect(cache.get('a')).toBeDefined()
  expect(cache.get('b')).toBeUndefined()
  expect(cache.bytes).toBeLessThanOrEqual(4_000)
})

test('an entry that is replaced counts once, and a huge one is not kept', () => {
  const cache = createByteCache({maxBytes: 4_000})
  for (let time = 0; time < 50; time++) cache.set('a', `value ${time}`)
  expect(cache.get('a')).toBe('value 49')
  expect(cache.bytes).toBeLessThan(200)
  cache.set('huge', 'x'.repeat(2_000))
  expect(cache.get('huge')).toBeUndefined()
})
