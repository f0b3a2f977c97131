import {quote} from '../../query/scan.ts'
import {isNoneWord, needsQuotes} from '../../query/value-words.ts'

/** A name as the value of a filter: in quotes where it would mean something else, or end too soon. */
export function writeValue(name: string): string {
  return needsQuotes(name) || isNoneWord(name) || /[()]/.test(name) ? quote(name) : name
}
