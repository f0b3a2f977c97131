import {sql, type SqlBool} from 'kysely'
import type {Match, TextPlace} from '../../../../query/ast.ts'
import {matchesText} from '../../../search/match-text.ts'
import type {TextQuery} from '../../../search/text-query.ts'
import type {Asking} from '../asking.ts'
import {allOf, anyOf, never, type Sql} from '../sql-logic.ts'
import {contains} from './contains.ts'
import type {FieldSql} from './field-sql.ts'

type TextColumn = 'title' | 'body' | 'steps' | 'expected' | 'actual' | 'environment'

/** A text of the issue: words as the search finds them, or a part as it is written (`~`). */
export function textColumn(name: TextColumn): FieldSql {
  const column = sql.ref(`issue.${name}`)
  return (asking, matches) => anyOf(matches.map((match) => textMatch(asking, name, match)))

  function textMatch(asking: Asking, place: TextColumn, {comparison, value}: Match): Sql {
    if (value.kind === 'any') return sql<SqlBool>`${column} <> ''`
    if (value.kind !== 'word') return never
    if (comparison === '~') return contains(column, value.text)
    const isPhrase = value.isQuoted && /\s/.test(value.text.trim())
    if (place === 'title' || place === 'body') return foundIn(asking, place, value.text, isPhrase)
    // The search keeps these together with the description: the column decides.
    return allOf([
      foundIn(asking, 'body', value.text, isPhrase),
      ...(isPhrase ? [value.text] : value.text.split(/\s+/)).map((word) => contains(column, word)),
    ])
  }
}

function foundIn(asking: Asking, place: TextPlace, text: string, isPhrase: boolean): Sql {
  const query: TextQuery = {kind: 'words', text, isPhrase, isUnfinished: false, places: [place]}
  return matchesText(asking.actor, query, asking.languages)
}
