import {sql, type RawBuilder, type SqlBool} from 'kysely'
import {isOfTheHouse, type Actor} from '../../core/actor.ts'
import type {Db} from '../../core/database/database.ts'
import {seesIssue} from '../../issues/visible-issues.ts'
import type {Schema} from '../../schema.ts'
import type {NameForm, ThingKind} from './ref.ts'

/** Something that a query can name, as it is called now. */
export interface Thing {
  readonly id: number
  /** Where it lies; of a project itself its own id, and empty for what all projects share. */
  readonly projectIds: readonly number[]
  readonly names: Partial<Readonly<Record<NameForm, string | null>>>
  /** Issues are seen one by one. */
  readonly isSeen?: boolean
}

/** Whether the actor may be told what it is called. */
export function seesThing(actor: Actor, kind: ThingKind, thing: Thing): boolean {
  if (thing.isSeen !== undefined) return thing.isSeen
  if (kind === 'person' && actor.personId === thing.id) return true
  return seesPlace(actor, kind, thing.projectIds)
}

/** The same of something that is gone, by where it lay. */
export function seesPlace(actor: Actor, kind: ThingKind, projectIds: readonly number[]): boolean {
  if (kind === 'person' || kind === 'company') return actor.isAdmin || isOfTheHouse(actor)
  return projectIds.length === 0 || projectIds.some((id) => actor.standings.has(id))
}

export function thingsByIds(
  db: Db,
  actor: Actor,
  kind: ThingKind,
  ids: readonly number[],
): Promise<readonly Thing[]> {
  return readThings(db, actor, kind, sql<SqlBool>`thing.id = any(${ids})`)
}

/** Those that are called by one of the words, whichever of their names it is. @param words in lower case */
export function thingsByNames(
  db: Db,
  actor: Actor,
  kind: Exclude<ThingKind, 'issue'>,
  words: readonly string[],
): Promise<readonly Thing[]> {
  const called = formsOf(kind).map((form) => sql`lower(thing.${sql.ref(form)}::text) = any(${words})`)
  return readThings(db, actor, kind, sql<SqlBool>`(${sql.join(called, sql` or `)})`)
}

/** The names of each kind; the first that a word is, is the one it was written in. */
export function formsOf(kind: Exclude<ThingKind, 'issue'>): readonly NameForm[] {
  return tables[kind].forms
}

async function readThings(
  db: Db,
  actor: Actor,
  kind: ThingKind,
  condition: RawBuilder<SqlBool>,
): Promise<readonly Thing[]> {
  const {rows} = await (
    kind === 'issue' ? selectIssues(actor, condition) : selectNamed(kind, condition)
  ).execute(db)
  return rows
}

const byName = ['name'] as const
const byKeyOrName = ['key', 'name'] as const
const nowhere = sql`'{}'::integer[]`
const inOneProject = sql`array_remove(array[thing.project_id], null)`

/** What a kind is read from: its table, its names, and the projects where it lies. */
const tables: Readonly<Record<Exclude<ThingKind, 'issue'>, NamedTable>> = {
  project: {table: 'project', forms: byKeyOrName, places: sql`array[thing.id]`},
  type: {table: 'issue_type', forms: byKeyOrName, places: nowhere},
  status: {table: 'status', forms: byKeyOrName, places: nowhere},
  field: {table: 'custom_field', forms: byKeyOrName, places: sql`coalesce(thing.project_ids, '{}')`},
  label: {table: 'label', forms: byName, places: inOneProject},
  component: {table: 'component', forms: byName, places: inOneProject},
  version: {table: 'version', forms: byName, places: inOneProject},
  milestone: {table: 'milestone', forms: byName, places: inOneProject},
  cycle: {table: 'cycle', forms: byName, places: inOneProject},
  person: {table: 'person', forms: ['login', 'email', 'name'], places: nowhere},
  company: {table: 'company', forms: byName, places: nowhere},
}

interface NamedTable {
  readonly table: keyof Schema
  readonly forms: readonly NameForm[]
  readonly places: RawBuilder<unknown>
}

function selectNamed(kind: Exclude<ThingKind, 'issue'>, condition: RawBuilder<SqlBool>): RawBuilder<Thing> {
  const {table, forms, places} = tables[kind]
  const names = forms.map((form) => sql`${sql.lit(form)}, thing.${sql.ref(form)}`)
  return sql<Thing>`
    select thing.id, ${places} "projectIds", json_build_object(${sql.join(names)}) names
    from ${sql.table(table)} thing where ${condition} order by thing.id`
}

/** Also out of the bin, where an issue keeps its key. */
function selectIssues(actor: Actor, condition: RawBuilder<SqlBool>): RawBuilder<Thing> {
  return sql<Thing>`
    select thing.id, array[thing.project_id] "projectIds",
      json_build_object('key', project.key || '-' || thing.number) names,
      exists (select from issue where issue.id = thing.id and ${seesIssue(actor)}) "isSeen"
    from issue thing join project on project.id = thing.project_id where ${condition}`
}
