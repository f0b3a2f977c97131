import type {QueryError} from '../../../api/types.ts'
import {m} from '../../../paraglide/messages.js'

const longestWord = 40
const mostExpected = 6

/** What is wrong, in the reader's language. The server's own sentence, in English, says it most exactly. */
export function sayError(
  {start, end, code, message, expected, suggestion}: QueryError,
  text: string,
): string {
  const word = shorten(text.slice(start, end).trim())
  const said = sentences[code]({word, message})
  if (suggestion !== null || expected.length === 0) return `${said}.`
  const list = expected.slice(0, mostExpected).join(', ')
  return `${said}. ${m.query_error_expected({list: expected.length > mostExpected ? `${list} …` : list})}`
}

const sentences: Record<QueryError['code'], (about: {word: string; message: string}) => string> = {
  unknownField: m.query_error_unknown_field,
  unknownWord: m.query_error_unknown_word,
  badValue: m.query_error_bad_value,
  badComparison: m.query_error_bad_comparison,
  missingValue: m.query_error_missing_value,
  unclosedQuote: m.query_error_unclosed_quote,
  unclosedParenthesis: m.query_error_unclosed_parenthesis,
  unexpected: m.query_error_unexpected,
  tooDeep: m.query_error_too_deep,
  tooManyTerms: m.query_error_too_many_terms,
  tooLong: m.query_error_too_long,
}

function shorten(word: string): string {
  return word.length > longestWord ? `${word.slice(0, longestWord)}…` : word
}
