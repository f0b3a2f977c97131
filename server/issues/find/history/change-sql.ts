import {sql, type RawBuilder, type SqlBool} from 'kysely'
import type {FieldCondition, Match} from '../../../../query/ast.ts'
import {fields, type Field, type FieldName} from '../../../../query/fields.ts'
import {isNoneWord} from '../../../../query/value-words.ts'
import type {Asking} from '../asking.ts'
import {fieldSql} from '../fields.ts'
import {contains} from '../fields/contains.ts'
import {dayColumn, momentColumn} from '../fields/dates.ts'
import {hasAny, isNone} from '../fields/field-sql.ts'
import {durationColumn} from '../fields/numbers.ts'
import {personColumn} from '../fields/people.ts'
import {allOf, anyOf, never, noneOf, type Sql} from '../sql-logic.ts'
import {changedFields, type ChangingField} from './changed-fields.ts'
import {projectChangeSql} from './project-changes.ts'

export type Change = NonNullable<FieldCondition['change']>
type Side = 'from' | 'to'

/**
 * What a field once was, became, or who changed it when, by the events of the issue. Its first value is the `from` of
 * its first change, or the present one.
 */
export function changeSql(asking: Asking, field: FieldName, change: Change, matches: readonly Match[]): Sql {
  if (field === 'project') return projectChangeSql(asking, change, matches)
  if (!isChanging(field)) return never
  if (change === 'was') return was(asking, field, matches)
  if (change === 'from' || change === 'to') return changed(asking, field, change, matches)
  const happened = change === 'changed' ? momentColumn(sql`event.at`) : personColumn(sql`event.actor_id`)
  return hasEvent(allOf([isOfField(field), happened(asking, matches)]))
}

function isChanging(field: FieldName): field is ChangingField {
  return Object.hasOwn(changedFields, field)
}

function was(asking: Asking, field: ChangingField, matches: readonly Match[]): Sql {
  const {values, saysNone} = withoutNone(field, matches)
  const isNow = (wanted: readonly Match[]) => fieldSql[field]({...asking, isJoined: false}, wanted)
  return anyOf([
    ...(values.length === 0 ? [] : [isNow(values)]),
    ...(saysNone ? [noneOf(isNow([anything]))] : []),
    changed(asking, field, 'from', matches),
  ])
}

const anything: Match = {comparison: '=', value: {kind: 'any'}, to: null, span: {start: 0, end: 0}}

/** One of its changes was from, or to, one of these values. */
function changed(asking: Asking, field: ChangingField, side: Side, matches: readonly Match[]): Sql {
  const {values, saysNone} = withoutNone(field, matches)
  return anyOf([
    ...(values.length === 0 ? [] : [hasEvent(sideIs(asking, field, side, values))]),
    ...(saysNone ? [sideIsNothing(field, side)] : []),
  ])
}

interface Wanted {
  readonly values: readonly Match[]
  readonly saysNone: boolean
}

/** In texts "none" is a word like any other, and some choices have it among them. */
function withoutNone(field: ChangingField, matches: readonly Match[]): Wanted {
  const {kind, choices = []}: Field = fields[field]
  if (kind === 'text' || choices.some(isNoneWord)) return {values: matches, saysNone: false}
  const values = matches.filter((match) => !isNone(match))
  return {values, saysNone: values.length < matches.length}
}

/** The indexes of changes hold events of these kinds. */
export const isChange: Sql = sql<SqlBool>`event.kind in ('issue.changed', 'issue.moved')`

function hasEvent(condition: Sql): Sql {
  return sql<SqlBool>`issue.id in (select event.issue_id from event where ${isChange} and ${condition})`
}

function sideIsNothing(field: ChangingField, side: Side): Sql {
  const {name, isList} = changedFields[field]
  if (isList !== true)
    return hasEvent(sql<SqlBool>`${changes} @> ${JSON.stringify({[name]: {[side]: null}})}::jsonb`)
  // No index tells an empty list from others. "offset" keeps PostgreSQL from reading all changes there ever were: it
  // looks at those of each issue that the other conditions have left.
  return sql<SqlBool>`exists (select from event where event.issue_id = issue.id and ${isChange}
    and ${changes} -> ${name} -> ${sql.lit(side)} = '[]' offset 0)`
}

const changes = sql`(event.payload -> 'changes')`

function isOfField(field: ChangingField): Sql {
  return sql<SqlBool>`${changes} ? ${changedFields[field].name}`
}

function sideIs(asking: Asking, field: ChangingField, side: Side, matches: readonly Match[]): Sql {
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
