import {sql} from 'kysely'
import type {Actor} from '../../core/actor.ts'
import type {Db} from '../../core/database/database.ts'
import {parseIssueKey} from '../../issues/issue-key.ts'
import type {NamedValue} from './named-values.ts'
import type {NameForm, ThingKind} from './ref.ts'
import {formsOf, seesThing, thingsByIds, thingsByNames, type Thing} from './things.ts'

/** A thing that a name leads to, and which of its names that is. */
export interface Meaning {
  readonly thing: Thing
  readonly form: NameForm
}

export type Meanings = readonly {readonly value: NamedValue; readonly meanings: readonly Meaning[]}[]

/** Every thing that the actor may see and that is called so now; projects and issues also by former keys. */
export async function findMeanings(db: Db, actor: Actor, values: readonly NamedValue[]): Promise<Meanings> {
  const found: Meanings[number][] = []
  for (const [kind, ofKind] of Map.groupBy(values, (value) => value.kind)) {
    const find = await finderOf(db, actor, kind, ofKind)
    found.push(...ofKind.map((value) => ({value, meanings: find(value)})))
  }
  return found
}

type Finder = (value: NamedValue) => readonly Meaning[]

function finderOf(db: Db, actor: Actor, kind: ThingKind, values: readonly NamedValue[]): Promise<Finder> {
  if (kind === 'issue') return findIssues(db, actor, values)
  return kind === 'project' ? findProjects(db, actor, values) : findNamed(db, actor, kind, values)
}

async function findNamed(
  db: Db,
  actor: Actor,
  kind: Exclude<ThingKind, 'issue'>,
  values: readonly NamedValue[],
): Promise<Finder> {
  const things = await thingsByNames(db, actor, kind, values.map(wordOf))
  const seen = things.filter((thing) => seesThing(actor, kind, thing))
  return (value) =>
    seen.flatMap((thing): Meaning[] => {
      const form = formsOf(kind).find((form) => thing.names[form]?.toLowerCase() === wordOf(value))
      return form === undefined ? [] : [{thing, form}]
    })
}

async function findProjects(db: Db, actor: Actor, values: readonly NamedValue[]): Promise<Finder> {
  const idOf = ({text}: NamedValue): number => actor.projectIds.get(text.toUpperCase()) ?? 0
  const byKey = await thingsByIds(db, actor, 'project', values.map(idOf))
  const byName = await findNamed(db, actor, 'project', values)
  return (value) => {
    const keyed = byKey.filter(({id}) => id === idOf(value))
    const named = byName(value).filter(({thing}) => !keyed.some(({id}) => id === thing.id))
    return [...keyed.map((thing): Meaning => ({thing, form: 'key'})), ...named]
  }
}

async function findIssues(db: Db, actor: Actor, values: readonly NamedValue[]): Promise<Finder> {
  const ids = await findIssueIds(db, actor, values.map(wordOf))
  const things = await thingsByIds(db, actor, 'issue', [...ids.values()])
  return (value) =>
    things
      .filter((thing) => thing.id === ids.get(wordOf(value)) && seesThing(actor, 'issue', thing))
      .map((thing) => ({thing, form: 'key'}))
}

/** By key, now or formerly; the present one counts. Issues in the bin lead nowhere. */
async function findIssueIds(
  db: Db,
  actor: Actor,
  words: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const keys = words.flatMap((word) => {
    const key = parseIssueKey(word)
    const projectId = key === undefined ? undefined : actor.projectIds.get(key.projectKey)
    return key === undefined || projectId === undefined ? [] : [{word, projectId, number: key.number}]
  })
  const {rows} = await sql<{word: string; id: number}>`
    with asked as (
      select * from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) asked (word text, "projectId" integer, number integer)
    ), found as (
      select word, issue.id, false is_former from asked
        join issue on issue.project_id = "projectId" and issue.number = asked.number
      union all
      select word, former.issue_id, true from asked
        join former_issue_number former on former.project_id = "projectId" and former.number = asked.number
    )
    select distinct on (word) word, found.id from found join issue on issue.id = found.id
    where issue.deleted_at is null
    order by word, is_former`.execute(db)
  return new Map(rows.map(({word, id}) => [word, id]))
}

/** In lower case; the @ before a login is no part of it. A choice leads to its field. */
function wordOf({kind, text, choiceOf}: NamedValue): string {
  if (choiceOf !== undefined) return choiceOf
  return (kind === 'person' ? text.replace(/^@/, '') : text).toLowerCase()
}
