import {readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {queryDoc, renderQueryDoc} from '../tools/write-query-doc.ts'
import type {CustomField} from './fields.ts'
import {parse} from './parse.ts'

/** The fields that the page takes for examples. */
const customFields: readonly CustomField[] = [
  {key: 'tier', name: 'Customer tier', kind: 'choice', choices: ['gold', 'silver']},
  {key: 'cost', name: 'Cost', kind: 'number', choices: []},
]
/** Columns of queries, as the head of a table calls them; what is refused stands under a head of its own. */
const heads: ReadonlySet<string> = new Set(['You type', 'Instead', 'Here', 'Fettle', 'GitHub'])

interface Example {
  readonly text: string
  readonly isRefused: boolean
  readonly line: string
}

const doc = readFileSync(queryDoc, 'utf8')
const examples = examplesIn(doc)

test('the tables are current (if not: node tools/write-query-doc.ts)', () => {
  expect(doc).toBe(renderQueryDoc(doc))
})

describe('each query on the page can be read', () => {
  const readable = examples.filter(({isRefused}) => !isRefused)
  test('there are some', () => expect(readable.length).toBeGreaterThan(150))
  test.each(readable)('$text', ({text}) => {
    expect(parse(text, {customFields}).errors).toEqual([])
  })
})

describe('what the page calls refused is', () => {
  const refused = examples.filter(({isRefused}) => isRefused)
  test('there are some', () => expect(refused.length).toBeGreaterThan(20))
  test.each(refused)('$text', ({text}) => {
    expect(parse(text, {customFields}).query).toBeNull()
  })
})

test('what is refused is refused for the reason that the page gives', () => {
  const section = doc.split('## What is refused')[1]?.split('\n## ')[0] ?? ''
  const rows = examplesIn(section).filter(({isRefused}) => isRefused)
  expect(rows.length).toBeGreaterThan(10)
  for (const {text, line} of rows) {
    expect(cellsOf(line)[1]).toBe(parse(text, {customFields}).errors[0]?.message)
  }
})

/** Code in the columns of queries, and code in sentences that has a field and a value. */
function examplesIn(text: string): Example[] {
  const examples: Example[] = []
  let head: readonly string[] = []
  let isCode = false
  for (const line of text.split('\n')) {
    if (line.startsWith('```')) isCode = !isCode
    if (isCode) continue
    const cells = line.startsWith('|') ? cellsOf(line) : []
    if (cells.length === 0) head = []
    else if (head.length === 0) head = cells
    else cells.forEach((cell, column) => examples.push(...inCell(cell, head[column] ?? '', line)))
    if (cells.length === 0)
      examples.push(
        ...codeIn(line)
          .filter(hasField)
          .map((code) => asExample(code, false, line)),
      )
  }
  return examples
}

function inCell(cell: string, head: string, line: string): Example[] {
  const isRefused = head === 'Refused' || cell.endsWith('(refused)')
  return isRefused || heads.has(head) ? codeIn(cell).map((code) => asExample(code, isRefused, line)) : []
}

function asExample(text: string, isRefused: boolean, line: string): Example {
  return {text, isRefused, line}
}

function cellsOf(line: string): string[] {
  return line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim())
}

function codeIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code ?? '')
}

function hasField(code: string): boolean {
  return /[a-z"]:\S/i.test(code)
}
