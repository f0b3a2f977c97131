import {sql, type RawBuilder, type SqlBool} from 'kysely'
import type {Match} from '../../../../query/ast.ts'
import type {KnownField} from '../../../fields/field-cache.ts'
import type {Asking} from '../asking.ts'
import {allOf, anyOf, never, type Sql} from '../sql-logic.ts'
import {allChosen} from './choices.ts'
import {contains} from './contains.ts'
import {dayColumn} from './dates.ts'
import {numberColumn} from './numbers.ts'
import {peopleMeant} from './people.ts'
import {hasAny} from './field-sql.ts'

/** A field that the workspace has added. */
export function customField(asking: Asking, key: string, matches: readonly Match[]): Sql {
  const field = asking.customFields.get(key)
  if (field === undefined) return never
  if (hasAny(matches)) return hasCustom(key)
  return sql<SqlBool>`(issue.custom <> '{}' and ${valueSql[field.kind](asking, field, matches)})`
}

export function hasCustom(key: string): Sql {
  return sql<SqlBool>`(issue.custom <> '{}' and issue.custom ? ${key})`
}

type ValueSql = (asking: Asking, field: KnownField, matches: readonly Match[]) => Sql

const valueSql: Readonly<Record<KnownField['kind'], ValueSql>> = {
  boolean: (_asking, {key}, matches) =>
    isAnyOf(
      key,
      matches.flatMap(({value}) => (value.kind === 'word' ? [value.text === 'true'] : [])),
    ),
  choice: (_asking, {key, choices}, matches) => isAnyOf(key, allChosen(choices, matches)),
  number: (asking, {key}, matches) => numberColumn(sql`(${textOf(key)})::numeric`)(asking, matches),
  date: (asking, {key}, matches) => dayColumn(sql`(${textOf(key)})::date`)(asking, matches),
  person: (asking, {key}, matches) => sql<SqlBool>`issue.custom @> any(array(
    select jsonb_build_object(${key}::text, meant.id) from (${peopleMeant(asking, matches)}) meant (id)))`,
  text: (_asking, {key}, matches) => anyOf(matches.map((match) => holds(textOf(key), match))),
  url: (_asking, {key}, matches) => anyOf(matches.map((match) => holds(textOf(key), match))),
}

function textOf(key: string): RawBuilder<unknown> {
  return sql`issue.custom ->> ${key}`
}

/** By containment, which the index of custom values serves. */
function isAnyOf(key: string, values: readonly (string | boolean)[]): Sql {
  return anyOf(values.map((value) => sql<SqlBool>`issue.custom @> ${JSON.stringify({[key]: value})}::jsonb`))
}

/** Each word, or the whole where it is quoted. */
function holds(text: RawBuilder<unknown>, {comparison, value}: Match): Sql {
  if (value.kind !== 'word') return never
  const isWhole = comparison === '~' || value.isQuoted
  return allOf((isWhole ? [value.text] : value.text.split(/\s+/)).map((word) => contains(text, word)))
}
