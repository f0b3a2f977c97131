import type {Condition, Span} from './ast.ts'
import type {Report} from './errors.ts'
import {readFilter} from './filters.ts'
import {join, negate} from './junctions.ts'
import type {Mark, Token} from './lex.ts'
import type {Vocabulary} from './vocabulary.ts'

export const maxDepth = 5
export const maxTerms = 50

/** Reads the tokens of a query without its sorts. Null when there is no condition, or after an error. */
export function readCondition(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  report: Report,
): Condition | null {
  return readOr({tokens, vocabulary, report, at: 0, depth: 0, terms: 0, isGivenUp: false}, null)
}

interface Reader {
  readonly tokens: readonly Token[]
  readonly vocabulary: Vocabulary
  readonly report: Report
  at: number
  depth: number
  terms: number
  /** A limit was passed: nothing more is read or said. */
  isGivenUp: boolean
}

/** What was read; null after an error. `isEmpty`: nothing stood there. */
interface Operand {
  readonly condition: Condition | null
  readonly isEmpty: boolean
  readonly span: Span
}

function readOr(reader: Reader, opening: Mark | null): Condition | null {
  const operands = [readAnd(reader)]
  let last: Operand | undefined = operands[0]
  for (let token = peek(reader); token?.kind === 'or'; token = peek(reader)) {
    reader.at++
    if (last?.isEmpty === true) reportLonely(reader, token, 'before')
    last = readAnd(reader)
    if (last.isEmpty) reportLonely(reader, token, 'after')
    operands.push(last)
  }
  if (opening !== null && operands.length === 1 && last?.isEmpty === true && peek(reader)?.kind === 'close') {
    const span = {start: opening.start, end: peek(reader)?.end ?? opening.end}
    reader.report(span, 'unexpected', 'Nothing stands between the parentheses; code is put into quotes')
  }
  return joinOperands('or', operands)
}

function readAnd(reader: Reader): Operand {
  const operands: Operand[] = []
  let waiting: Mark | null = null
  for (let token = peek(reader); token !== undefined; token = peek(reader)) {
    if (token.kind === 'or' || token.kind === 'close') break
    if (token.kind !== 'and') {
      operands.push(readUnary(reader))
      waiting = null
      continue
    }
    if (operands.length === 0) reportLonely(reader, token, 'before')
    else if (waiting !== null) reportLonely(reader, waiting, 'after')
    waiting = token
    reader.at++
  }
  if (waiting !== null) reportLonely(reader, waiting, 'after')
  const isEmpty = operands.length === 0 && waiting === null
  return {condition: joinOperands('and', operands), isEmpty, span: spanOf(operands)}
}

function readUnary(reader: Reader): Operand {
  let isNegated = false
  let mark: Mark | null = null
  let token = peek(reader)
  const start = token?.start ?? 0
  while (token?.kind === 'not' || token?.kind === 'minus') {
    isNegated = !isNegated
    mark = token
    reader.at++
    token = peek(reader)
  }
  if (token === undefined || token.kind === 'and' || token.kind === 'or' || token.kind === 'close') {
    if (mark !== null) reportLonely(reader, mark, 'after')
    return {condition: null, isEmpty: false, span: {start, end: mark?.end ?? start}}
  }
  const part = readPrimary(reader, token)
  const span = {start, end: part.span.end}
  if (mark === null || part.condition === null) return {...part, span}
  if (isNegated && part.condition.kind === 'in') {
    const message = '"in:" says where words are looked for and cannot be negated'
    return {condition: reader.report(span, 'unexpected', message), isEmpty: false, span}
  }
  return {
    condition: isNegated ? negate(part.condition, span) : {...part.condition, span},
    isEmpty: false,
    span,
  }
}

function readPrimary(reader: Reader, token: Token): Operand {
  reader.at++
  if (token.kind === 'open') return readGroup(reader, token)
  const {start, end} = token
  return {condition: readTerm(reader, token), isEmpty: false, span: {start, end}}
}

function readGroup(reader: Reader, opening: Mark): Operand {
  if (reader.depth === maxDepth) {
    giveUp(reader, opening, 'tooDeep', `Parentheses may stand inside each other ${maxDepth} deep`)
    return {condition: null, isEmpty: false, span: opening}
  }
  reader.depth++
  const inner = readOr(reader, opening)
  reader.depth--
  const closing = peek(reader)
  if (closing !== undefined) reader.at++
  else if (!reader.isGivenUp) {
    reader.report(opening, 'unclosedParenthesis', 'A parenthesis is opened here and not closed', {
      expected: [')'],
    })
  }
  const span = {start: opening.start, end: closing?.end ?? opening.end}
  return {condition: inner === null ? null : {...inner, span}, isEmpty: false, span}
}

function readTerm(reader: Reader, token: Exclude<Token, {kind: 'open'}>): Condition | null {
  const condition = conditionOf(reader, token)
  const parts = condition?.kind === 'or' ? condition.parts.length : 1
  reader.terms += parts
  if (reader.terms > maxTerms) {
    return giveUp(reader, token, 'tooManyTerms', `A query may have at most ${maxTerms} conditions`)
  }
  if (parts > 1 && reader.depth === maxDepth) {
    return giveUp(
      reader,
      token,
      'tooDeep',
      '"none" beside other values is a group of its own, one too deep here',
    )
  }
  return condition
}

function conditionOf({vocabulary, report}: Reader, token: Token): Condition | null {
  const {start, end} = token
  if (token.kind === 'filter') return readFilter(token, vocabulary, report)
  if (token.kind !== 'word' && token.kind !== 'phrase') return null
  return {kind: 'text', text: token.text, isPhrase: token.kind === 'phrase', span: {start, end}}
}

function giveUp(reader: Reader, {start, end}: Span, code: 'tooDeep' | 'tooManyTerms', message: string): null {
  if (!reader.isGivenUp) reader.report({start, end}, code, message)
  reader.isGivenUp = true
  reader.at = reader.tokens.length
  return null
}

function reportLonely(reader: Reader, {kind, start, end}: Mark, side: 'before' | 'after'): void {
  if (reader.isGivenUp) return
  const word = kind === 'minus' ? '-' : kind.toUpperCase()
  const remedy = kind === 'minus' ? {} : {suggestion: `"${word}"`}
  const hint = kind === 'minus' ? '' : '; to look for the word, put it into quotes'
  reader.report({start, end}, 'unexpected', `Something is missing ${side} "${word}"${hint}`, remedy)
}

function joinOperands(kind: 'and' | 'or', operands: readonly Operand[]): Condition | null {
  const parts = operands.map(({condition}) => condition).filter((condition) => condition !== null)
  return join(kind, parts, spanOf(operands))
}

function spanOf(operands: readonly Operand[]): Span {
  return {start: operands[0]?.span.start ?? 0, end: operands.at(-1)?.span.end ?? 0}
}

function peek({tokens, at}: Reader): Token | undefined {
  return tokens[at]
}
