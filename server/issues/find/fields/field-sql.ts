import type {Match} from '../../../../query/ast.ts'
import {isNoneWord} from '../../../../query/value-words.ts'
import type {Asking} from '../asking.ts'
import type {Sql} from '../sql-logic.ts'

/** What a field's matches, one of which has to hold, ask of a row named `issue`. */
export type FieldSql = (asking: Asking, matches: readonly Match[]) => Sql

/** The words as they are written, without those that are only parts of them (`~`). */
export function wordsOf(matches: readonly Match[]): string[] {
  return matches.flatMap(({comparison, value}) =>
    value.kind === 'word' && comparison === '=' ? [value.text] : [],
  )
}

/** What stands behind `~`. */
export function partsOf(matches: readonly Match[]): string[] {
  return matches.flatMap(({comparison, value}) =>
    value.kind === 'word' && comparison === '~' ? [value.text] : [],
  )
}

/** Whether a match is the word "none", not in quotes, where that is no value of its own. */
export function isNone({comparison, value, to}: Match): boolean {
  return (
    comparison === '=' && to === null && value.kind === 'word' && !value.isQuoted && isNoneWord(value.text)
  )
}

export function hasAny(matches: readonly Match[]): boolean {
  return matches.some(({value, to}) => value.kind === 'any' && to === null)
}
