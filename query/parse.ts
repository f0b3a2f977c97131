import type {Query} from './ast.ts'
import {reportTo, type QueryError, type Report} from './errors.ts'
import type {CustomField} from './fields.ts'
import {readCondition} from './grammar.ts'
import {lex} from './lex.ts'
import {readSorts} from './sorts.ts'
import {vocabularyOf} from './vocabulary.ts'

export type {QueryError} from './errors.ts'

export interface ParseOptions {
  readonly customFields?: readonly CustomField[]
  /**
   * What to do with `foo:bar` where nothing is called like foo, nor nearly: an error, or words to look for.
   * Default: error.
   */
  readonly unknownFields?: 'error' | 'text'
}

export type Parsed =
  | {readonly query: Query; readonly errors: readonly []}
  | {readonly query: null; readonly errors: readonly [QueryError, ...QueryError[]]}

/** In UTF-16 units. */
export const maxLength = 2_000
const maxErrors = 20

/** Reads a query. Never throws and takes time linear in the length of the text. */
export function parse(text: string, options: ParseOptions = {}): Parsed {
  const errors: QueryError[] = []
  const query = readQuery(text, options, reportTo(errors))
  const [first, ...others] = errors.toSorted((a, b) => a.start - b.start).slice(0, maxErrors)
  return first === undefined ? {query, errors: []} : {query: null, errors: [first, ...others]}
}

function readQuery(
  text: string,
  {customFields = [], unknownFields = 'error'}: ParseOptions,
  report: Report,
): Query {
  if (text.length > maxLength) {
    report(
      {start: maxLength, end: text.length},
      'tooLong',
      `A query may have at most ${maxLength} characters`,
    )
    return {where: null, sort: []}
  }
  const vocabulary = vocabularyOf(customFields)
  const {sort, rest} = readSorts(lex(text, {vocabulary, report, unknownFields}), report)
  return {where: readCondition(rest, vocabulary, report), sort}
}
