import {expect, test} from 'vitest'
import type {TextQuery} from '../text-query.ts'
import {languageOf} from './languages.ts'
import {writeTsQuery} from './ts-query.ts'

const words = (text: string, more: object = {}): TextQuery => ({
  kind: 'words',
  text,
  isPhrase: false,
  isUnfinished: false,
  places: null,
  ...more,
})
const write = (
  query: TextQuery,
  tags = ['en'],
  target: 'text' | 'title' | 'wholeTitle' | 'exact' = 'text',
): string | null => writeTsQuery(query, {languages: tags.map(languageOf), target})

test('each word by its stem', () => {
  expect(write(words('crashing windows'))).toBe(`'crash' & 'window'`)
})
test('a stem for each language', () => {
  expect(write(words('fenster'), ['en', 'de'])).toBe(`'fenster' | 'fenst'`)
})
test('words that say little are left out, unless only they are there', () => {
  expect(write(words('the crash'))).toBe(`'crash'`)
  expect(write(words('the'))).toBeNull()
  expect(write(words('the'), ['en'], 'wholeTitle')).toBe(`'the'`)
})
test('an identifier as a whole', () => {
  expect(write(words('Ti.UI'))).toBe(`'ti.ui'`)
  expect(write(words('foo.bar/baz'))).toBe(`'foo.bar/baz'`)
  expect(write(words('createView'))).toBe(`'createview'`)
})
test('words joined by a hyphen also stand side by side', () => {
  expect(write(words('drop-down'))).toContain(`('drop' <-> 'down')`)
})
test('a phrase, over a word that says little', () => {
  expect(write(words('error in the view', {isPhrase: true}))).toBe(`'error' <3> 'view'`)
})
test('what is being typed', () => {
  expect(write(words('window cra', {isUnfinished: true}))).toBe(`'window' & ('cra' | 'cra':*)`)
  expect(write(words('window cr', {isUnfinished: true}))).toBe(`'window' & 'cr'`)
})
test('places', () => {
  expect(write(words('crash', {places: ['title', 'comments']}))).toBe(`'crash':AC`)
})
test('and, or, not', () => {
  expect(write({kind: 'and', parts: [words('a1'), {kind: 'not', part: words('b1 c1')}]})).toBe(
    `'a1' & (!('b1' & 'c1'))`,
  )
})
test('scripts without spaces', () => {
  expect(write(words('東京都'))).toBe(`('東京' <-> '京都')`)
  expect(write(words('東'))).toBe(`'東' | '東':*`)
  expect(write(words('東京都', {isPhrase: true}))).toBe(`'東京' <1> '京都'`)
})
test('quotes and backslashes do no harm', () => {
  expect(write(words(`C:\\Users\\x`))).toContain(String.raw`'c:\\users\\x'`)
})
