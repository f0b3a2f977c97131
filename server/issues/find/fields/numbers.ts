import {sql, type RawBuilder, type SqlBool} from 'kysely'
import type {Match, Value} from '../../../../query/ast.ts'
import {readDuration} from '../../../../query/durations.ts'
import {allOf, anyOf, never, type Sql} from '../sql-logic.ts'
import type {FieldSql} from './field-sql.ts'

export function numberColumn(column: RawBuilder<unknown>): FieldSql {
  return (_asking, matches) => anyOf(matches.map((match) => compare(column, match, readNumber)))
}

/** A column with minutes. */
export function durationColumn(column: RawBuilder<unknown>): FieldSql {
  return (_asking, matches) => anyOf(matches.map((match) => compare(column, match, readDuration)))
}

function compare(
  column: RawBuilder<unknown>,
  {comparison, value, to}: Match,
  read: (text: string) => number | null,
): Sql {
  const first = numberOf(value, read)
  if (to !== null) {
    const last = numberOf(to, read)
    const bounds: Sql[] = [sql<SqlBool>`${column} is not null`]
    if (first !== null) bounds.push(sql<SqlBool>`${column} >= ${first}`)
    if (last !== null) bounds.push(sql<SqlBool>`${column} <= ${last}`)
    return allOf(bounds)
  }
  if (value.kind === 'any') return sql<SqlBool>`${column} is not null`
  if (first === null) return never
  return sql<SqlBool>`${column} ${operators[comparison]} ${first}`
}

const operators: Readonly<Record<Match['comparison'], RawBuilder<unknown>>> = {
  '=': sql`=`,
  '~': sql`=`,
  '>': sql`>`,
  '>=': sql`>=`,
  '<': sql`<`,
  '<=': sql`<=`,
}

/** As PostgreSQL compares it with a whole number or with a broken one. */
function numberOf(value: Value, read: (text: string) => number | null): RawBuilder<unknown> | null {
  const number = value.kind === 'word' ? read(value.text) : null
  if (number === null) return null
  const isOfIndex = Number.isInteger(number) && Math.abs(number) <= 2_147_483_647
  return isOfIndex ? sql`${number}::integer` : sql`${String(number)}::numeric`
}

function readNumber(text: string): number | null {
  const number = Number(text)
  return text.trim() !== '' && Number.isFinite(number) ? number : null
}
