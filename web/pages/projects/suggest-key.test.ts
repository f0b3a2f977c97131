import {expect, test} from 'vitest'
import {suggestKey} from './suggest-key.ts'

test('takes the first letters', () => {
  expect(suggestKey('Web shop', [])).toBe('WEB')
  expect(suggestKey('Über uns', [])).toBe('UBE')
})

test('avoids a key that is taken', () => {
  expect(suggestKey('Web shop', ['WEB'])).toBe('WS')
  expect(suggestKey('Website', ['WEB'])).toBe('WEBS')
})

test('offers nothing where there is nothing to make a key of', () => {
  expect(suggestKey('', [])).toBe('')
  expect(suggestKey('日本', [])).toBe('')
})
