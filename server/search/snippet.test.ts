import {expect, test} from 'vitest'
import {languageOf} from './analysis/languages.ts'
import {createMarker} from './mark-words.ts'
import {snippetOf} from './snippet.ts'
import type {TextQuery} from './text-query.ts'

const english = [languageOf('en')]
const words = (text: string, isUnfinished = false): TextQuery => ({
  kind: 'words',
  text,
  isPhrase: false,
  isUnfinished,
  places: null,
})

function marked(text: string, query: TextQuery): string {
  const snippet = snippetOf(text, createMarker(query, english))
  let out = ''
  let at = 0
  for (const [start, end] of snippet.marks) {
    out += `${snippet.text.slice(at, start)}[${snippet.text.slice(start, end)}]`
    at = end
  }
  return out + snippet.text.slice(at)
}

test.each([
  ['The window crashes when windows crash', 'crash window', 'The [window] [crashes] when [windows] [crash]'],
  ['call Ti.UI.createView() here', 'createView', 'call Ti.UI.[createView]() here'],
  ['call Ti.UI.createView() here', 'Ti.UI', 'call [Ti.UI].createView() here'],
  ['call Ti.UI.createView() here', 'view', 'call Ti.UI.create[View]() here'],
  ['since 3.0.1.GA it fails', '3.0.1', 'since [3.0.1].GA it fails'],
  ['got EXC_BAD_ACCESS again', 'bad', 'got EXC_[BAD]_ACCESS again'],
  ['recreate it', 'create', 'recreate it'],
  ['happy days', 'happy', '[happy] days'],
  ['# Title\n\n**bold** and `code` in [a link](http://x.org)', 'code', 'Title bold and [code] in a link'],
])('%s / %s', (text, query, expected) => {
  expect(marked(text, words(query))).toBe(expected)
})

test('what is being typed', () => {
  expect(marked('the scrolling view', words('scro', true))).toBe('the [scrolling] view')
})

test('what is excluded is not marked', () => {
  expect(
    marked('a crash on start', {kind: 'and', parts: [words('start'), {kind: 'not', part: words('crash')}]}),
  ).toBe('a crash on [start]')
})

test('the window has the most of the words', () => {
  const text = `crash here. ${'nothing '.repeat(60)}the crash of the window. ${'more '.repeat(60)}`
  const snippet = marked(text, words('crash window'))
  expect(snippet).toMatch(/^….*the \[crash\] of the \[window\]\. .*…$/)
  expect(snippet.length).toBeLessThan(260)
})

test('a long hostile text takes no time', () => {
  const started = performance.now()
  snippetOf('['.repeat(50_000) + '*'.repeat(50_000), createMarker(words('[**'), english))
  expect(performance.now() - started).toBeLessThan(500)
})
