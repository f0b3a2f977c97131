import {sql, type RawBuilder, type SqlBool} from 'kysely'

/** A condition on a row named `issue`. */
export type Sql = RawBuilder<SqlBool>

export const always: Sql = sql<SqlBool>`true`
export const never: Sql = sql<SqlBool>`false`

export function anyOf(parts: readonly Sql[]): Sql {
  return parts.length === 0
    ? never
    : parts.length === 1
      ? only(parts)
      : sql<SqlBool>`(${sql.join(parts, sql` or `)})`
}

export function allOf(parts: readonly Sql[]): Sql {
  return parts.length === 0
    ? always
    : parts.length === 1
      ? only(parts)
      : sql<SqlBool>`(${sql.join(parts, sql` and `)})`
}

/** What is not known to be so counts as not so: `-due:2026` finds what has no due date. */
export function noneOf(part: Sql): Sql {
  return sql<SqlBool>`(${part}) is not true`
}

/** The rows of all of these sub-selects. */
export function unionOf(selects: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql.join(selects, sql` union all `)
}

function only(parts: readonly Sql[]): Sql {
  return sql<SqlBool>`${parts[0]}`
}
