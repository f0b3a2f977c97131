import {languageOf} from '../../server/search/analysis/languages.ts'
import type {SampleIssue} from '../sample-texts.ts'

/** Letters, digits and _, three of them at least; each word once, as written first. */
export function wordsOf(text: string): string[] {
  const words = new Map<string, string>()
  for (const [word] of text.matchAll(/[\p{L}\p{M}\p{N}_]{3,}/gu)) {
    const key = word.toLowerCase()
    if (!words.has(key)) words.set(key, word)
  }
  return [...words.values()]
}

/** Words to look for as a person types them: AND, OR and NOT in capitals join conditions. */
export function typed(words: readonly string[]): string {
  return words.map((word) => (/^(?:AND|OR|NOT)$/.test(word) ? word.toLowerCase() : word)).join(' ')
}

/** The words that stand in most titles and bodies and say something, the most common first. */
export function commonWords(samples: readonly SampleIssue[], count: number): string[] {
  const language = languageOf('en')
  const issuesByWord = new Map<string, number>()
  for (const {title, body} of samples)
    for (const word of new Set(wordsOf(`${title} ${body}`).map((word) => word.toLowerCase())))
      issuesByWord.set(word, (issuesByWord.get(word) ?? 0) + 1)
  return [...issuesByWord]
    .filter(([word]) => /^\p{L}{3,}$/u.test(word) && !language.isStopWord(word))
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([word]) => word)
}
