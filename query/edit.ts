import type {Query, Span} from './ast.ts'
import {chips} from './chips.ts'
import {join} from './junctions.ts'
import {lex, type Token} from './lex.ts'
import {parse, type ParseOptions} from './parse.ts'
import {print} from './print.ts'
import {takesParenthesis} from './scan.ts'
import {vocabularyOf} from './vocabulary.ts'

/**
 * The text with a term that has to hold too; unchanged where it stands there already. The rest stays byte for
 * byte, but alternatives come into parentheses.
 */
export function withTerm(text: string, term: string, options: ParseOptions = {}): string {
  if (text.trim() === '') return term
  const {query} = parse(text, options)
  if (query === null) return `${text.trimEnd()} ${term}`
  if (query.where === null) return `${term} ${text.trimStart()}`
  if (chips(text, options)?.some((chip) => chip.text === term) === true) return text
  const {start, end} = query.where.span
  const where = text.slice(start, end)
  if (!hasAlternatives(where, options)) return `${text.slice(0, end)} ${term}${text.slice(end)}`
  const group = inGroup(where, options)
  const isMixed = query.sort.some(({span}) => span.start >= start && span.end <= end)
  const isWhole = isOneGroup(tokensOf(group, options))
  if (!isMixed && isWhole) return `${text.slice(0, start)}${group} ${term}${text.slice(end)}`
  return printWith(query, term, options)
}

/** The text without what stands in the span, and without what it leaves behind: empty parentheses, a lonely OR. */
export function withoutSpan(text: string, {start, end}: Span, options: ParseOptions = {}): string {
  if (text[start - 1] === ',') return text.slice(0, start - 1) + text.slice(end)
  if (text[end] === ',' && /[:><=~]/.test(text[start - 1] ?? ' '))
    return text.slice(0, start) + text.slice(end + 1)
  const tokens = tokensOf(text, options)
  const before = tokens.filter((token) => token.end <= start)
  const after = tokens.filter((token) => token.start >= end)
  dropLonely(before, after)
  const left = text.slice(0, before.at(-1)?.end ?? 0)
  const right = text.slice(after[0]?.start ?? text.length)
  return left + seam(left, right, before.at(-1), after[0]) + right
}

/** For an order between the alternatives, and for parentheses in words that would end the group. */
function printWith(query: Query, term: string, options: ParseOptions): string {
  const added = parse(term, options).query?.where ?? null
  const parts = [query.where, added].filter((part) => part !== null)
  return print({where: join('and', parts, {start: 0, end: 0}), sort: query.sort}, options)
}

function tokensOf(text: string, {customFields = []}: ParseOptions): Token[] {
  return lex(text, {vocabulary: vocabularyOf(customFields), report: () => null, unknownFields: 'text'})
}

/** Whether an OR stands outside of parentheses. */
function hasAlternatives(text: string, options: ParseOptions): boolean {
  let groups = 0
  for (const {kind} of tokensOf(text, options)) {
    if (kind === 'open') groups++
    if (kind === 'close') groups--
    if (kind === 'or' && groups === 0) return true
  }
  return false
}

/** Whether the first parenthesis is closed by the last one. */
function isOneGroup(tokens: readonly Token[]): boolean {
  let groups = 0
  const end = tokens.findIndex(({kind}) => {
    if (kind === 'open') groups++
    if (kind === 'close') groups--
    return groups === 0
  })
  return end === tokens.length - 1
}

function inGroup(text: string, options: ParseOptions): string {
  return `(${text}${endsOpen(text, tokensOf(text, options).at(-1)) ? ' ' : ''})`
}

/** Whether the token, the last one of the text, would take a closing parenthesis for its own. */
function endsOpen(text: string, token: Token | undefined): boolean {
  const isWord = token?.kind === 'word' || token?.kind === 'filter'
  return isWord && takesParenthesis(text.slice(token.start, token.end))
}

/** Drops what has nothing left to belong to, from the end of `before` and the start of `after`. */
function dropLonely(before: Token[], after: Token[]): void {
  while (isSign(before.at(-1))) before.pop()
  while (before.at(-1)?.kind === 'open' && after[0]?.kind === 'close') {
    before.pop()
    after.shift()
    while (isSign(before.at(-1))) before.pop()
  }
  const previous = before.at(-1)?.kind ?? 'open'
  const next = after[0]?.kind ?? 'close'
  if (isJoiner(next) && (previous === 'open' || (isJoiner(previous) && next === 'and'))) after.shift()
  else if (isJoiner(previous) && (next === 'close' || next === 'or')) before.pop()
}

function isSign(token: Token | undefined): boolean {
  return token?.kind === 'minus' || token?.kind === 'not'
}

function isJoiner(kind: Token['kind']): boolean {
  return kind === 'and' || kind === 'or'
}

/** What the two sides of a gap need between them. */
function seam(left: string, right: string, previous: Token | undefined, next: Token | undefined): string {
  if (left === '' || right === '' || previous?.kind === 'open') return ''
  return next?.kind !== 'close' || endsOpen(left, previous) ? ' ' : ''
}
