import type {Query, Span} from './ast.ts'
import type {CustomField} from './fields.ts'

export interface ParseOptions {
  readonly customFields?: readonly CustomField[]
  /**
   * What to do with `foo:bar` where nothing is called like foo, nor nearly: an error, or words to look for.
   * Default: error.
   */
  readonly unknownFields?: 'error' | 'text'
}

/** What is wrong, where, and what would do. */
export interface QueryError extends Span {
  readonly code:
    | 'unknownField' | 'unknownWord' | 'badValue' | 'badComparison' | 'missingValue' | 'unclosedQuote'
    | 'unclosedParenthesis' | 'unexpected' | 'tooDeep' | 'tooManyTerms' | 'tooLong'
  /** A sentence in English, without a final period. */
  readonly message: string
  /** What could have stood there, as it would be written; at most ten. */
  readonly expected: readonly string[]
  /** The nearest right word to replace the span with. */
  readonly suggestion: string | null
}

export type Parsed =
  | {readonly query: Query; readonly errors: readonly []}
  | {readonly query: null; readonly errors: readonly [QueryError, ...QueryError[]]}

/** Reads a query. Never throws and takes time linear in the length of the text. */
export declare function parse(text: string, options?: ParseOptions): Parsed
