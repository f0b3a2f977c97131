import {sql, type RawBuilder, type SqlBool} from 'kysely'
import type {Match} from '../../../../query/ast.ts'
import type {Asking} from '../asking.ts'
import {allOf, anyOf, never, type Sql} from '../sql-logic.ts'
import {spanOf, type Span} from './days.ts'
import {hasAny, type FieldSql} from './field-sql.ts'

/** A column with a moment: a day of the query begins and ends where who asks is. */
export function momentColumn(column: RawBuilder<unknown>): FieldSql {
  return (asking, matches) => inSpans(asking, column, matches, momentEnds)
}

/** A column with a day. */
export function dayColumn(column: RawBuilder<unknown>): FieldSql {
  return (asking, matches) => inSpans(asking, column, matches, dayEnds)
}

interface Ends {
  readonly from: RawBuilder<unknown>
  readonly until: RawBuilder<unknown>
}

type EndsOf = (asking: Asking, span: Span) => Ends

function momentEnds({timeZone}: Asking, span: Span): Ends {
  if (span.kind === 'instant')
    return {from: sql`${span.at}::timestamptz`, until: sql`${span.until}::timestamptz`}
  const midnight = (day: string) => sql`(${day}::timestamp at time zone ${timeZone}::text)`
  return {from: midnight(span.from), until: midnight(span.until)}
}

function dayEnds({timeZone}: Asking, span: Span): Ends {
  if (span.kind === 'days') return {from: sql`${span.from}::date`, until: sql`${span.until}::date`}
  const day = sql`(${span.at}::timestamptz at time zone ${timeZone}::text)::date`
  return {from: day, until: sql`(${day} + 1)`}
}

function inSpans(
  asking: Asking,
  column: RawBuilder<unknown>,
  matches: readonly Match[],
  endsOf: EndsOf,
): Sql {
  return anyOf(matches.map((match) => inSpan(asking, column, match, endsOf)))
}

function inSpan(asking: Asking, column: RawBuilder<unknown>, match: Match, endsOf: EndsOf): Sql {
  const {comparison, value, to} = match
  if (hasAny([match])) return sql<SqlBool>`${column} is not null`
  const first = spanOf(value, asking.today)
  const last = to === null ? first : spanOf(to, asking.today)
  const bounds: Sql[] = []
  if (first !== undefined && !comparison.startsWith('<')) {
    const {from, until} = endsOf(asking, first)
    bounds.push(sql<SqlBool>`${column} >= ${comparison === '>' ? until : from}`)
  }
  if (last !== undefined && !comparison.startsWith('>')) {
    const {from, until} = endsOf(asking, last)
    bounds.push(sql<SqlBool>`${column} < ${comparison === '<' ? from : until}`)
  }
  return bounds.length === 0 ? never : allOf(bounds)
}
