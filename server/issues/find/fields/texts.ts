import {sql, type RawBuilder, type SqlBool} from 'kysely'
import type {Match, TextPlace} from '../../../../query/ast.ts'
import {matchesText} from '../../../search/match-text.ts'
import type {TextQuery} from '../../../search/text-query.ts'
import type {Asking} from '../asking.ts'
import {allOf, anyOf, never, type Sql} from '../sql-logic.ts'
import {contains} from './contains.ts'
import type {FieldSql} from './field-sql.ts'
import {wordPattern} from './word-pattern.ts'

type TextColumn = 'title' | 'body' | 'steps' | 'expected' | 'actual' | 'environment'

/** A text of the issue: words as the search finds them, or a part as it is written (`~`). */
export function textColumn(name: TextColumn): FieldSql {
  const column = sql.ref(`issue.${name}`)
  return (asking, matches) => anyOf(matches.map((match) => textMatch(asking, match)))

  function textMatch(asking: Asking, {comparison, value}: Match): Sql {
    if (value.kind === 'any') return sql<SqlBool>`${column} <> ''`
    if (value.kind !== 'word') return never
    if (comparison === '~') return contains(column, value.text)
    const isPhrase = value.isQuoted && /\s/.test(value.text.trim())
    if (name === 'title') return foundIn(asking, 'title', value.text, isPhrase)
    // The search keeps the description together with steps, results and environment: the column decides.
    return allOf([foundIn(asking, 'body', value.text, isPhrase), hasWords(asking, column, value.text)])
  }
}

function foundIn(asking: Asking, place: TextPlace, text: string, isPhrase: boolean): Sql {
  const query: TextQuery = {kind: 'words', text, isPhrase, isUnfinished: false, places: [place]}
  return matchesText(asking.actor, query, asking.languages)
}

function hasWords({languages}: Asking, column: RawBuilder<unknown>, text: string): Sql {
  const pattern = wordPattern(text, languages)
  return pattern === '' ? contains(column, text) : sql<SqlBool>`unaccent(${column}) ~ ${pattern}`
}
