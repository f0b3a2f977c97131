import {sql, type RawBuilder, type SqlBool} from 'kysely'
import type {FieldCondition, Match} from '../../../../query/ast.ts'
import type {FieldName} from '../../../../query/fields.ts'
import type {Asking} from '../asking.ts'
import {fieldSql} from '../fields.ts'
import {contains} from '../fields/contains.ts'
import {dayColumn, momentColumn} from '../fields/dates.ts'
import {hasAny} from '../fields/field-sql.ts'
import {durationColumn} from '../fields/numbers.ts'
import {personColumn} from '../fields/people.ts'
import {allOf, anyOf, never, type Sql} from '../sql-logic.ts'
import {changedFields, type ChangingField} from './changed-fields.ts'
import {projectChangeSql} from './project-changes.ts'

export type Change = NonNullable<FieldCondition['change']>

/**
 * What a field once was, became, or who changed it when, by the events of the issue. Its first value is the `from` of
 * its first change, or the present one.
 */
export function changeSql(asking: Asking, field: FieldName, change: Change, matches: readonly Match[]): Sql {
  if (field === 'project') return projectChangeSql(asking, change, matches)
  if (!isChanging(field)) return never
  if (change === 'was')
    return anyOf([
      fieldSql[field]({...asking, isJoined: false}, matches),
      hasEvent(sideIs(asking, field, 'from', matches)),
    ])
  if (change === 'from' || change === 'to') return hasEvent(sideIs(asking, field, change, matches))
  const happened = change === 'changed' ? momentColumn(sql`event.at`) : personColumn(sql`event.actor_id`)
  return hasEvent(allOf([isOfField(field), happened(asking, matches)]))
}

function isChanging(field: FieldName): field is ChangingField {
  return Object.hasOwn(changedFields, field)
}

/** The indexes of changes hold events of these kinds. */
export const isChange: Sql = sql<SqlBool>`event.kind in ('issue.changed', 'issue.moved')`

function hasEvent(condition: Sql): Sql {
  return sql<SqlBool>`issue.id in (select event.issue_id from event where ${isChange} and ${condition})`
}

const changes = sql`(event.payload -> 'changes')`

function isOfField(field: ChangingField): Sql {
  return sql<SqlBool>`${changes} ? ${changedFields[field].name}`
}

function sideIs(asking: Asking, field: ChangingField, side: 'from' | 'to', matches: readonly Match[]): Sql {
  const {name, values} = changedFields[field]
  const value = sql`(${changes} -> ${name} -> ${sql.lit(side)})`
  if (hasAny(matches)) return sql<SqlBool>`${value} not in ('null', '[]', '""')`
  if (values === undefined) return comparesTo(asking, field, value, matches)
  return sql<SqlBool>`${changes} @> any(array(
    select jsonb_build_object(${name}::text, jsonb_build_object(${sql.lit(side)}, value)) from (${values(asking, matches)}) meant (value)))`
}

/** Days, lengths and texts. */
function comparesTo(
  asking: Asking,
  field: ChangingField,
  value: RawBuilder<unknown>,
  matches: readonly Match[],
): Sql {
  const text = sql`(${value} #>> '{}')`
  if (field === 'due' || field === 'start') return dayColumn(sql`${text}::date`)(asking, matches)
  if (field === 'estimate') return durationColumn(sql`${text}::integer`)(asking, matches)
  return anyOf(
    matches.map(({comparison, value: wanted}) => {
      if (wanted.kind !== 'word') return never
      const isWhole = comparison === '~' || wanted.isQuoted
      return allOf((isWhole ? [wanted.text] : wanted.text.split(/\s+/)).map((word) => contains(text, word)))
    }),
  )
}
