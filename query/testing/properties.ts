import {isDeepStrictEqual} from 'node:util'
import type {Condition, Query} from '../ast.ts'
import {complete} from '../complete.ts'
import {withoutSpan, withTerm} from '../edit.ts'
import {maxTerms} from '../grammar.ts'
import {join} from '../junctions.ts'
import {maxLength, parse, type Parsed, type ParseOptions} from '../parse.ts'
import {print} from '../print.ts'
import {customFields} from './custom-fields.ts'
import {meaningOf, termsIn, withoutSpans} from './meaning.ts'

/** What holds for every text, whatever the options; throws where it does not. */
export function checkText(text: string): void {
  for (const unknownFields of ['error', 'text'] as const) {
    const options = {customFields, unknownFields}
    const parsed = parse(text, options)
    checkErrors(text, parsed)
    if (parsed.query === null) continue
    checkSpans(text, parsed.query)
    const printed = print(parsed.query)
    if (printed.length > maxLength) continue
    checkSame(withoutSpans(parsed.query), withoutSpans(reparse(printed, options)), text, printed)
    checkSame(printed, print(reparse(printed, options)), text, printed)
    checkEdits(text, parsed.query, options)
  }
}

/** Completion has something sensible to say, or nothing, wherever the cursor stands. */
export function checkCompletions(text: string): void {
  for (let at = -1; at <= text.length + 1; at++) checkCompletion(text, at)
}

/** What holds for every query that a program builds: its text means the same. */
export function checkTree(query: Query): void {
  const printed = print(query, {customFields})
  if (printed.length > maxLength || termsIn(query.where) > maxTerms) return
  const options = {customFields, unknownFields: 'text'} as const
  const parsed = parse(printed, options)
  if (parsed.errors.some(({code}) => code === 'tooDeep') && /\(.*\(.*\(.*\(.*\(/s.test(printed)) return
  checkSame(meaningOf(query), meaningOf(reparse(printed, options)), '', printed)
}

/** A chip can be taken out, and a term put in, without changing what the others mean. */
function checkEdits(text: string, {where, sort}: Query, options: ParseOptions): void {
  const added = withTerm(text, 'key:ADDED-1', options)
  const {query, errors} = parse(added, options)
  const isFull = errors.some(({code}) => code === 'tooDeep' || code === 'tooManyTerms' || code === 'tooLong')
  if (query === null && !isFull)
    throw new Error(`Bad addition: ${JSON.stringify(text)} ${JSON.stringify(added)}`)
  if (query !== null) {
    const wanted = [...(where === null ? [] : [where]), ...partsOf('key:ADDED-1')]
    const all = join('and', wanted, {start: 0, end: 0})
    checkSame(meaningOf({where: all, sort}), meaningOf(query), text, added)
  }
  if (where?.kind !== 'and') return
  for (const index of new Set([0, where.parts.length >> 1, where.parts.length - 1])) {
    const span = where.parts[index]?.span ?? {start: 0, end: 0}
    const left = withoutSpan(text, span, options)
    const rest = join('and', where.parts.toSpliced(index, 1), {start: 0, end: 0})
    checkSame(withoutSpans({where: rest, sort}), withoutSpans(reparse(left, options)), text, left)
  }
}

function partsOf(text: string): readonly Condition[] {
  const {query} = parse(text)
  return query?.where == null ? [] : [query.where]
}

function checkCompletion(text: string, at: number): void {
  const {replace, prefix, items} = complete(text, at, {customFields})
  const cursor = Math.min(Math.max(at, 0), text.length)
  const isRight =
    0 <= replace.start && replace.start <= cursor && cursor <= replace.end && replace.end <= text.length
  const isFilled = items.every(({text, label}) => text !== '' && label !== '')
  if (!isRight || !isFilled || prefix.length > cursor - replace.start) {
    throw new Error(`Bad completion: ${JSON.stringify(text)} at ${at}: ${JSON.stringify({replace, prefix})}`)
  }
}

function reparse(printed: string, options: ParseOptions): Query {
  const {query, errors} = parse(printed, options)
  if (query !== null) return query
  throw new Error(`Printed text has errors: ${JSON.stringify(printed)} ${JSON.stringify(errors)}`)
}

function checkSame(expected: unknown, actual: unknown, text: string, printed: string): void {
  if (isDeepStrictEqual(expected, actual)) return
  const [before, after] = [JSON.stringify(expected), JSON.stringify(actual)]
  throw new Error(
    `Not the same: ${JSON.stringify(text)} printed ${JSON.stringify(printed)}\n${before}\n${after}`,
  )
}

function checkErrors(text: string, {errors}: Parsed): void {
  for (const error of errors) {
    const isInside = 0 <= error.start && error.start < error.end && error.end <= text.length
    const isSaid = /^["\p{L}\p{N}].*[^.]$/su.test(error.message) && error.expected.length <= 10
    const isNew = error.suggestion !== text.slice(error.start, error.end)
    if (!isInside || !isSaid || !isNew)
      throw new Error(`Bad error: ${JSON.stringify(text)} ${JSON.stringify(error)}`)
  }
}

function checkSpans(text: string, query: Query): void {
  const check = (thing: unknown): void => {
    if (typeof thing !== 'object' || thing === null) return
    if ('start' in thing && 'end' in thing) {
      const {start, end} = thing
      const isRight =
        typeof start === 'number' &&
        typeof end === 'number' &&
        0 <= start &&
        start < end &&
        end <= text.length
      if (!isRight || text.slice(start, end).trim() === '')
        throw new Error(`Bad span: ${JSON.stringify(query)}`)
    }
    Object.values(thing).forEach(check)
  }
  check(query)
}
