import {expect, test} from 'vitest'
import {languageOf} from './analysis/languages.ts'
import {endsInWholeWord, estimateShare} from './estimate-matches.ts'
import type {TextQuery} from './text-query.ts'

const languages = [languageOf('en')]
const shares = new Map([
  ['window', 0.4],
  ['crash', 0.1],
])
const words = (text: string, isUnfinished = false): TextQuery => ({
  kind: 'words',
  text,
  isPhrase: false,
  isUnfinished,
  places: null,
})

test('the share of one word, of several, and of what is not known', () => {
  expect(estimateShare(words('crashes'), shares, languages)).toBe(0.1)
  expect(estimateShare(words('crash windows'), shares, languages)).toBeCloseTo(0.064)
  expect(estimateShare(words('zebra crash'), shares, languages)).toBe(0)
  expect(estimateShare(words('the crash'), shares, languages)).toBe(0.1)
})

test('a beginning has the share of all that begins so', () => {
  expect(estimateShare(words('win', true), shares, languages)).toBe(0.4)
  expect(estimateShare(words('zeb', true), shares, languages)).toBe(0)
})

test('others, and what is left out', () => {
  expect(estimateShare({kind: 'or', parts: [words('crash'), words('window')]}, shares, languages)).toBe(0.5)
  const without: TextQuery = {kind: 'and', parts: [words('crash'), {kind: 'not', part: words('window')}]}
  expect(estimateShare(without, shares, languages)).toBe(0.1)
})

test('a frequent word is finished, where there are many issues', () => {
  const many = {inTexts: shares, inTitles: shares, issues: 100_000}
  expect(endsInWholeWord(words('a crash', true), many, languages)).toBe(true)
  expect(endsInWholeWord(words('a cra', true), many, languages)).toBe(false)
  expect(endsInWholeWord(words('a crash'), many, languages)).toBe(false)
  expect(endsInWholeWord(words('a crash', true), {...many, issues: 50}, languages)).toBe(false)
})
