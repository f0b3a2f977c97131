import {sql, type RawBuilder} from 'kysely'
import type {Match} from '../../../../query/ast.ts'
import {fields, type FieldName} from '../../../../query/fields.ts'
import type {HistoryFieldName} from '../../change/history-fields.ts'
import {priorities, reproducibilities, resolutions, severities, visibilities} from '../../tables.ts'
import type {Asking} from '../asking.ts'
import {allChosen} from '../fields/choices.ts'
import {wordsOf} from '../fields/field-sql.ts'
import {catalogueIds, isNamed, type Catalogue} from '../fields/names.ts'
import {peopleMeant} from '../fields/people.ts'
import {unionOf} from '../sql-logic.ts'
import {idsOfKeys} from '../visible-ids.ts'

type HistoryOf<Name extends FieldName> = (typeof fields)[Name] extends {hasHistory: true} ? Name : never
/** Fields that can be asked for what they once were. A project changes by moves, which are told apart. */
export type ChangingField = Exclude<{[Name in FieldName]: HistoryOf<Name>}[FieldName], 'project'>

interface ChangedField {
  /** What events call it. */
  readonly name: HistoryFieldName
  /**
   * What the old or new value of an event contains, if it is one of those that are meant: jsonb values, as a
   * sub-select. Without it values are compared.
   */
  readonly values?: (asking: Asking, matches: readonly Match[]) => RawBuilder<unknown>
  /** Values are lists, and nothing is an empty one. */
  readonly isList?: true
}

export const changedFields: Readonly<Record<ChangingField, ChangedField>> = {
  type: {name: 'type', values: keyed('issue_type')},
  status: {name: 'status', values: keyed('status')},
  resolution: {name: 'resolution', values: oneOf(resolutions)},
  priority: {name: 'priority', values: oneOf(priorities)},
  severity: {name: 'severity', values: oneOf(severities)},
  reproducibility: {name: 'reproducibility', values: oneOf(reproducibilities)},
  visibility: {name: 'visibility', values: oneOf(visibilities)},
  reporter: {name: 'reporter', values: person},
  assignee: {name: 'assignee', values: person},
  label: {name: 'labels', values: label, isList: true},
  component: {name: 'components', values: listed('component'), isList: true},
  affects: {name: 'affectsVersions', values: listed('version'), isList: true},
  target: {name: 'targetVersions', values: listed('version'), isList: true},
  fixed: {name: 'fixedVersions', values: listed('version'), isList: true},
  milestone: {name: 'milestone', values: named('milestone')},
  cycle: {name: 'cycle', values: named('cycle')},
  parent: {name: 'parent', values: issue},
  due: {name: 'dueOn'},
  start: {name: 'startOn'},
  estimate: {name: 'estimateMinutes'},
  title: {name: 'title'},
  body: {name: 'body'},
  steps: {name: 'steps'},
  expected: {name: 'expected'},
  actual: {name: 'actual'},
  environment: {name: 'environment'},
}

type Values = NonNullable<ChangedField['values']>

function oneOf(choices: readonly string[]): Values {
  return (_asking, matches) =>
    sql`select to_jsonb(choice) from unnest(${allChosen(choices, matches)}::text[]) choice`
}

function person(asking: Asking, matches: readonly Match[]): RawBuilder<unknown> {
  return byId(peopleMeant(asking, matches))
}

function issue(asking: Asking, matches: readonly Match[]): RawBuilder<unknown> {
  return byId(idsOfKeys(asking, matches))
}

/** Types and statuses, by key or name, and statuses by category. */
function keyed(table: 'issue_type' | 'status'): Values {
  return (_asking, matches) => {
    const words = wordsOf(matches).map((word) => word.toLowerCase())
    const rows = (column: 'key' | 'name') =>
      sql`select jsonb_build_object(${sql.lit(column)}, ${sql.ref(column)}) from ${sql.table(table)}
        where ${isNamed(sql.ref(column), matches)}`
    const ofCategory =
      table === 'status'
        ? [sql`select jsonb_build_object('category', word) from unnest(${words}::text[]) word`]
        : []
    return unionOf([rows('key'), rows('name'), ...ofCategory])
  }
}

/** By its present name, or as it was called then. */
function named(table: Catalogue): Values {
  return (asking, matches) =>
    unionOf([
      byId(catalogueIds(asking, table, matches)),
      sql`select jsonb_build_object('name', word) from unnest(${wordsOf(matches)}::text[]) word`,
    ])
}

function listed(table: Catalogue): Values {
  return (asking, matches) =>
    sql`select jsonb_build_array(one) from (${named(table)(asking, matches)}) item (one)`
}

function label(_asking: Asking, matches: readonly Match[]): RawBuilder<unknown> {
  return unionOf([
    sql`select jsonb_build_array(label.name) from label where ${isNamed(sql`label.name`, matches)}`,
    sql`select jsonb_build_array(word) from unnest(${wordsOf(matches)}::text[]) word`,
  ])
}

function byId(ids: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select jsonb_build_object('id', meant.id) from (${ids}) meant (id)`
}
