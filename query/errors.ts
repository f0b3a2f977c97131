import type {Span} from './ast.ts'

/** What is wrong, where, and what would do. */
export interface QueryError extends Span {
  readonly code:
    | 'unknownField'
    | 'unknownWord'
    | 'badValue'
    | 'badComparison'
    | 'missingValue'
    | 'unclosedQuote'
    | 'unclosedParenthesis'
    | 'unexpected'
    | 'tooDeep'
    | 'tooManyTerms'
    | 'tooLong'
  /** A sentence in English, without a final period. */
  readonly message: string
  /** What could have stood there, as it would be written; at most ten. */
  readonly expected: readonly string[]
  /** The nearest right word to replace the span with. */
  readonly suggestion: string | null
}

export interface Remedy {
  readonly expected?: readonly string[]
  readonly suggestion?: string | null
}

/** Notes an error and answers null, so that a reader can give up in the same breath. */
export type Report = (span: Span, code: QueryError['code'], message: string, remedy?: Remedy) => null

/** A report that keeps what it is told in `errors`. */
export function reportTo(errors: QueryError[]): Report {
  return ({start, end}, code, message, {expected = [], suggestion = null} = {}) => {
    errors.push({start, end, code, message, expected: expected.slice(0, 10), suggestion})
    return null
  }
}
