import {sql, type RawBuilder} from 'kysely'
import type {KnownField} from '../../fields/field-cache.ts'
import {categories} from '../../workflow/tables.ts'
import {priorities, severities} from '../tables.ts'
import type {Asking} from './asking.ts'

/** How issues are told apart, and what the groups are called. */
export interface GroupSource {
  /** What an issue belongs to; null: to none. An expression on `issue`, and on `item` where it is spread. */
  readonly key: RawBuilder<unknown>
  /** A list of the issue: it belongs to as many groups. */
  readonly spread?: RawBuilder<unknown>
  /** Joins on `counted.key`. */
  readonly joins?: RawBuilder<unknown>
  /** What finds the group again, behind the name of the field and a colon. */
  readonly value: RawBuilder<unknown>
  readonly name: RawBuilder<unknown>
  /** A person's id. */
  readonly id?: RawBuilder<unknown>
  /** A number to be sorted by, before the name. */
  readonly place?: RawBuilder<unknown>
}

export const groupings = [
  'status',
  'assignee',
  'priority',
  'type',
  'project',
  'label',
  'milestone',
  'component',
  'cycle',
  'severity',
  'reporter',
] as const
export type Grouping = (typeof groupings)[number]

export const groupSources: Readonly<Record<Grouping, (asking: Asking) => GroupSource>> = {
  status: () => ({
    key: sql`issue.status_id`,
    joins: sql`left join status on status.id = counted.key`,
    value: sql`status.key`,
    name: sql`status.name`,
    place: sql`array_position(${[...categories]}::text[], status.category) * 1000 + status.position`,
  }),
  assignee: (asking) => person(asking, sql`issue.assignee_id`),
  reporter: (asking) => person(asking, sql`issue.reporter_id`),
  priority: () => choice(sql`issue.priority`, priorities),
  severity: () => choice(sql`issue.severity`, severities),
  type: () => ({
    key: sql`issue.type_id`,
    joins: sql`left join issue_type on issue_type.id = counted.key`,
    value: sql`issue_type.key`,
    name: sql`issue_type.name`,
    place: sql`issue_type.position`,
  }),
  project: () => ({
    key: sql`issue.project_id`,
    joins: sql`left join project on project.id = counted.key`,
    value: sql`project.key`,
    name: sql`project.name`,
  }),
  label: () => ({
    key: sql`item.item`,
    spread: sql`left join lateral unnest(issue.labels) item on true`,
    value: sql`counted.key`,
    name: sql`counted.key`,
  }),
  component: () => ({
    key: sql`item.item`,
    spread: sql`left join lateral unnest(issue.component_ids) item on true`,
    joins: sql`left join component on component.id = counted.key`,
    value: sql`component.name`,
    name: sql`component.name`,
  }),
  milestone: () =>
    dated('milestone', sql`issue.milestone_id`, sql`coalesce(milestone.due_on, milestone.starts_on)`),
  cycle: () => dated('cycle', sql`issue.cycle_id`, sql`coalesce(cycle.starts_on, cycle.ends_on)`),
}

/** By a field that the workspace has added. */
export function customSource(asking: Asking, {key, kind, choices}: KnownField): GroupSource {
  const text = sql`(issue.custom ->> ${sql.lit(key)})`
  if (kind === 'person') return person(asking, sql`${text}::integer`)
  const place =
    kind === 'choice'
      ? sql`array_position(${[...choices]}::text[], counted.key)`
      : kind === 'number'
        ? sql`counted.key::numeric`
        : sql`0`
  return {key: text, value: sql`counted.key`, name: sql`counted.key`, place}
}

/** By login for the house; others know people by their names. */
function person({isOfTheHouse}: Asking, key: RawBuilder<unknown>): GroupSource {
  return {
    key,
    joins: sql`left join person on person.id = counted.key`,
    value: isOfTheHouse ? sql`coalesce(person.login::text, person.name)` : sql`person.name`,
    name: sql`person.name`,
    id: sql`person.id`,
  }
}

function choice(key: RawBuilder<unknown>, choices: readonly string[]): GroupSource {
  const word = sql`(${[...choices]}::text[])[counted.key + 1]`
  return {key, value: word, name: word, place: sql`counted.key`}
}

/** What is earlier comes first, and what has no date last. */
function dated(
  table: 'milestone' | 'cycle',
  key: RawBuilder<unknown>,
  day: RawBuilder<unknown>,
): GroupSource {
  return {
    key,
    joins: sql`left join ${sql.table(table)} on ${sql.ref(`${table}.id`)} = counted.key`,
    value: sql.ref(`${table}.name`),
    name: sql.ref(`${table}.name`),
    place: sql`coalesce(${day} - date '2000-01-01', 1000000)`,
  }
}
