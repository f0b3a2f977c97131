import {describe, expect, test} from 'vitest'
import {languageOf} from '../analysis/languages.ts'
import {countTerms, termOf} from './count-terms.ts'
import {idf, weighTerm} from './weights.ts'
import {weighReport} from './weigh-report.ts'

const english = languageOf('en')
const mean = {title: 5, body: 50}

function termsIn(title: string, body = ''): Map<number, {inTitle: number; inBody: number}> {
  return new Map(countTerms(title, body, english).counts)
}

describe('terms', () => {
  test('are stems, counted in the title and in the rest', () => {
    const {counts, titleLength, bodyLength} = countTerms(
      'Window crashes',
      'the window crashed, crashing it',
      english,
    )
    expect(counts.get(termOf('window'))).toEqual({inTitle: 1, inBody: 1})
    expect(counts.get(termOf('crash'))).toEqual({inTitle: 1, inBody: 2})
    expect([titleLength, bodyLength]).toEqual([2, 3])
  })

  test('are identifiers as a whole and their words, but nothing that begins in their middle', () => {
    const terms = termsIn('Ti.UI.createView')
    for (const term of ['ti.ui.createview', 'ti', 'ui', 'createview', 'view'])
      expect(terms.has(termOf(term)), term).toBe(true)
    expect(terms.has(termOf('ui.createview'))).toBe(false)
  })

  test('are names with and without their number', () => {
    for (const term of ['phone7', 'phone', '7']) expect(termsIn('Phone7').has(termOf(term)), term).toBe(true)
  })

  test('are the 32-bit FNV-1a hashes of the words, signed', () => {
    expect(termOf('')).toBe(0x811c9dc5 | 0)
    expect(termOf('a')).toBe(0xe40c292c | 0)
    expect(termOf('foobar')).toBe(0xbf9cf968 | 0)
  })
})

describe('weights', () => {
  test('of a term once in a title of mean length: 8 / 11 of the whole, 2.2 / 2.2 of the title', () => {
    const report = {counts: new Map(), titleLength: 5, bodyLength: 50}
    const weights = weighTerm({inTitle: 1, inBody: 0}, report, mean)
    expect(weights.full).toBeCloseTo(8 / 11)
    expect(weights.title).toBeCloseTo(1)
  })

  test('of a term three times in a body of twice the mean length: x = 3 / 1.6', () => {
    const report = {counts: new Map(), titleLength: 5, bodyLength: 100}
    const weights = weighTerm({inTitle: 0, inBody: 3}, report, mean)
    expect(weights.full).toBeCloseTo(1.875 / 4.875)
    expect(weights.title).toBe(0)
  })

  test('a rare term says more than a frequent one, and none says less than nothing', () => {
    expect(idf(0, 100)).toBeCloseTo(Math.log(1 + 100.5 / 0.5))
    expect(idf(50, 100)).toBeCloseTo(Math.log(2))
    expect(idf(120, 100)).toBeGreaterThan(0)
  })
})

describe('a report', () => {
  const statistics = {issues: 1000, mean, containing: new Map([[termOf('often'), 400]])}

  test('compared with itself gets 7.3 for all of it and, as far as words are whole, 5.7 for its title', () => {
    const counted = countTerms('Black screen', '', english)
    const own = weighTerm({inTitle: 1, inBody: 0}, counted, mean).full
    const score = weighReport(counted, statistics).reduce((sum, {full}) => sum + full * own, 0)
    expect(score).toBeCloseTo(7.3 + 5.7 * own)
  })

  test('is looked for by all words of its title, and by those of its body that are not everywhere', () => {
    const counted = countTerms('Black often', 'often rare', english)
    expect(new Set(weighReport(counted, statistics).map(({term}) => term))).toEqual(
      new Set(['black', 'often', 'rare'].map(termOf)),
    )
    const inBody = countTerms('Black', 'often rare', english)
    expect(weighReport(inBody, statistics).map(({term}) => term)).not.toContain(termOf('often'))
  })

  test('is looked for by 96 terms at most', () => {
    const body = Array.from({length: 500}, (_, index) => `word${index}x`).join(' ')
    expect(weighReport(countTerms('Black', body, english), statistics)).toHaveLength(96)
  })

  test('of no words is looked for by none', () => {
    expect(weighReport(countTerms('the of', '', english), statistics)).toEqual([])
  })
})
