import {sql, type RawBuilder, type SqlBool} from 'kysely'
import type {Context} from '../core/context.ts'
import {isOfTheHouse} from '../core/actor.ts'
import {findPeople} from '../people/find-people.ts'
import {visibleLabels} from '../projects/labels/queries.ts'
import {visibleProjects} from '../projects/queries.ts'
import {presentViews} from '../views/present-views.ts'
import {visibleViews} from '../views/queries.ts'
import type {Found} from './schemas.ts'

/** People whose name or login has the words, for those of the house. */
export async function searchPeople(ctx: Context, words: string, limit: number): Promise<Found['people']> {
  if (!isOfTheHouse(ctx.actor)) return []
  const {items} = await findPeople(ctx, {q: words, archived: 'false', limit})
  return items.map(({id, name, login}) => ({id, name, login}))
}

/** Projects by key or name; those that begin with what is written come first. */
export function searchProjects(
  {db, actor}: Context,
  words: string,
  limit: number,
): Promise<Found['projects']> {
  return visibleProjects(db, actor)
    .select(['key', 'name'])
    .where('archived_at', 'is', null)
    .where(hasWords(sql`key || ' ' || name`, words))
    .orderBy(sql`key = upper(${words}) desc, name ilike ${`${escapeLike(words)}%`} desc, name collate human`)
    .limit(limit)
    .execute()
}

/** Labels of all projects and of those the actor may see. */
export function searchLabels({db, actor}: Context, words: string, limit: number): Promise<Found['labels']> {
  return visibleLabels(db, actor)
    .clearSelect()
    .leftJoin('project', 'project.id', 'label.project_id')
    .select(['label.id', 'label.name', 'label.color', 'project.key as project'])
    .where(hasWords(sql`label.name`, words))
    .orderBy(sql`label.name ilike ${`${escapeLike(words)}%`} desc, label.name collate human, label.id`)
    .limit(limit)
    .execute()
}

/** Saved views by name: one's own, and those that are shared with the actor. */
export async function searchViews(
  {db, actor}: Context,
  words: string,
  limit: number,
): Promise<Found['views']> {
  const rows = await visibleViews(db, actor)
    .where(hasWords(sql`view.name`, words))
    .orderBy(sql`view.name ilike ${`${escapeLike(words)}%`} desc, view.name collate human, view.id`)
    .limit(limit)
    .execute()
  return (await presentViews(db, actor, rows)).map(({id, name, query}) => ({id, name, query}))
}

/** Every word stands somewhere in the text. */
function hasWords(text: RawBuilder<unknown>, words: string): RawBuilder<SqlBool> {
  const patterns = words.split(/\s+/).map((word) => `%${escapeLike(word)}%`)
  return sql<SqlBool>`${text} ilike all(${patterns})`
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`)
}
