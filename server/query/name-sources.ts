import {sql, type RawBuilder} from 'kysely'
import {isOfTheHouse, type Actor} from '../core/actor.ts'
import {categories} from '../workflow/tables.ts'
import type {Wanted} from './complete-query.ts'

export type SourceKind =
  | 'person'
  | 'project'
  | 'type'
  | 'status'
  | 'label'
  | 'component'
  | 'version'
  | 'milestone'
  | 'cycle'
  | 'company'

/** Where the names of a field come from. */
export interface Source {
  readonly kind: SourceKind
  /**
   * Rows of `written` (as a query names it), `name`, `says` (what tells it from others), `category` (of a status) and
   * `place` (in the order without words).
   */
  readonly rows: RawBuilder<unknown>
}

/** What the names of a field's values are called by, as far as the actor may see them; null where there are none. */
export function sourceOf(
  actor: Actor,
  wanted: Pick<Wanted, 'field' | 'isCustom' | 'kind' | 'projectIds'>,
): Source | null {
  const kind =
    wanted.kind === 'person' ? 'person' : wanted.isCustom ? undefined : sourceKinds.get(wanted.field)
  if (kind === undefined) return null
  return {kind, rows: rowsOf[kind](actor, wanted.projectIds)}
}

export const sourceKinds: ReadonlyMap<string, SourceKind> = new Map<string, SourceKind>([
  ['project', 'project'],
  ['type', 'type'],
  ['status', 'status'],
  ['label', 'label'],
  ['component', 'component'],
  ['affects', 'version'],
  ['target', 'version'],
  ['fixed', 'version'],
  ['milestone', 'milestone'],
  ['cycle', 'cycle'],
  ['company', 'company'],
])

type Rows = (actor: Actor, projectIds: readonly number[] | null) => RawBuilder<unknown>

const firstDay = sql`'1970-01-01'::date`
const lastDay = sql`'9999-01-01'::date`
/** More days than lie between any two of these. */
const farAway = sql`10000000`

const rowsOf: Readonly<Record<SourceKind, Rows>> = {
  person: selectPeople,
  project: selectProjects,
  type: selectTypes,
  status: selectStatuses,
  label: selectLabels,
  component: inProjects('component', sql`archived_at is not null`, sql`0`),
  // What is not out yet, and then back through the years.
  version: inProjects(
    'version',
    sql`archived_at is not null`,
    sql`${firstDay} - coalesce(released_on, case when is_released then ${firstDay} else ${lastDay} end)`,
  ),
  milestone: inProjects(
    'milestone',
    sql`closed_at is not null`,
    sql`coalesce(due_on, ${lastDay}) - ${firstDay}`,
  ),
  cycle: inProjects('cycle', sql`closed_at is not null`, sql`${firstDay} - coalesce(starts_on, ${firstDay})`),
  company: selectCompanies,
}

/** For those of the house everybody, members of the projects first; for others they themselves. */
function selectPeople(actor: Actor, projectIds: readonly number[] | null): RawBuilder<unknown> {
  const isNear =
    projectIds === null
      ? sql`account.person_id is not null`
      : sql`person.id in (select person_id from project_member where project_id = any(${[...projectIds]}))`
  const isKnown = isOfTheHouse(actor) ? sql`true` : sql`person.id = ${actor.personId}::integer`
  // To others than the house, logins lead nowhere.
  const written = isOfTheHouse(actor) ? sql`coalesce(person.login::text, person.name)` : sql`person.name`
  return sql`select ${written} written, person.name, coalesce(person.login::text, '') says, null category,
      (not (${isNear}))::integer place
    from person left join account on account.person_id = person.id
    where person.archived_at is null and ${isKnown}`
}

function selectProjects(actor: Actor): RawBuilder<unknown> {
  return sql`select key written, name, key says, null category, (archived_at is not null)::integer place
    from project where id = any(${seenBy(actor)})`
}

/** Types are the same for all; with projects, those that are used there. */
function selectTypes(_actor: Actor, projectIds: readonly number[] | null): RawBuilder<unknown> {
  return sql`select key written, name, '' says, null category, position place
    from issue_type where ${isUsedIn(projectIds, sql`issue_type.id`)}`
}

/** Statuses of one key mean the same in different workflows; their categories are values too. */
function selectStatuses(_actor: Actor, projectIds: readonly number[] | null): RawBuilder<unknown> {
  const used = sql`status.workflow_id in (
    select workflow_id from issue_type where ${isUsedIn(projectIds, sql`issue_type.id`)})`
  return sql`select key written, min(name) as name, '' says, min(category) category,
      min(array_position(${[...categories]}, category) * 1000 + position) place
    from status where ${used} group by key
    union all
    select name, name, '', name, place::integer * 1000 - 1
    from unnest(${[...categories]}::text[]) with ordinality category (name, place)
    where not exists (select from status where status.key = category.name and ${used})`
}

function isUsedIn(projectIds: readonly number[] | null, typeId: RawBuilder<unknown>): RawBuilder<unknown> {
  if (projectIds === null) return sql`true`
  return sql`${typeId} in (select type_id from project_type where project_id = any(${[...projectIds]}))`
}

/** Those that many issues have come first, as far as PostgreSQL's statistics know. */
function selectLabels(actor: Actor, projectIds: readonly number[] | null): RawBuilder<unknown> {
  return sql`select min(label.name) written, min(label.name) as name,
      coalesce(${keysOf(sql`project.key`, projectIds)}, '') says, null category,
      coalesce(min(common.place), 2147483647)::integer place
    from label left join project on project.id = label.project_id
    left join (
      select name, place from pg_stats, unnest(most_common_elems::text::text[]) with ordinality common (name, place)
      where schemaname = current_schema() and tablename = 'issue' and attname = 'labels'
    ) common on common.name = label.name
    where label.project_id is null or label.project_id = any(${projectIds ?? seenBy(actor)})
    group by lower(label.name)`
}

/** Names of a catalogue that every project has of its own; what is over comes last. */
function inProjects(
  table: 'component' | 'version' | 'milestone' | 'cycle',
  isOver: RawBuilder<unknown>,
  place: RawBuilder<unknown>,
): Rows {
  return (actor, projectIds) => sql`
    select min(thing.name) written, min(thing.name) as name, ${keysOf(sql`project.key`, projectIds)} says, null category,
      (min(case when is_over then ${farAway} else 0 end + place))::integer place
    from (
      select name, project_id, ${isOver} is_over, ${place} place from ${sql.table(table)}
      where project_id = any(${projectIds ?? seenBy(actor)})
    ) thing join project on project.id = thing.project_id
    group by lower(thing.name)`
}

/** Whoever is not of the house knows their own company only. */
function selectCompanies(actor: Actor): RawBuilder<unknown> {
  const isKnown = isOfTheHouse(actor) ? sql`true` : sql`id = ${actor.companyId}::integer`
  return sql`select name written, name, '' says, null category, 0 place from company where ${isKnown}`
}

/** The projects that have a name, where that says something. */
function keysOf(key: RawBuilder<unknown>, projectIds: readonly number[] | null): RawBuilder<unknown> {
  if (projectIds?.length === 1) return sql`''`
  return sql`array_to_string((array_agg(${key} order by ${key}))[1:3], ', ')
    || case when count(${key}) > 3 then ' …' else '' end`
}

function seenBy({standings}: Actor): number[] {
  return [...standings.keys()]
}
