import type {Condition, Query} from '../../../query/ast.ts'
import type {Actor} from '../../core/actor.ts'
import type {Db} from '../../core/database/database.ts'
import type {KnownField} from '../../fields/field-cache.ts'
import {findMeanings, type Meanings} from './meanings.ts'
import {namedValues} from './named-values.ts'
import type {Ref} from './ref.ts'

/** A name that more things have says too little about each of them. */
const maxIds = 50

/**
 * What the names in a query mean to who saves it. A name that leads to nothing they may see stays a name.
 * Where a query is about certain projects, the things of others are not meant.
 */
export async function findRefs(
  db: Db,
  actor: Actor,
  text: string,
  query: Query,
  customFields: readonly KnownField[],
): Promise<readonly Ref[]> {
  const values = namedValues(text, query, customFields)
  const meanings = await findMeanings(db, actor, values)
  const within = projectsAskedFor(query.where, meanings)
  return values.flatMap(({text: name, choiceOf, ...place}): Ref[] => {
    const all = meanings.find(({value}) => value.start === place.start)?.meanings ?? []
    const meant = all.filter(({thing: {projectIds}}) => isWithin(projectIds, within)).slice(0, maxIds)
    const [first] = meant
    if (first === undefined) return []
    const ids = meant.map(({thing}) => thing.id)
    const projectIds = [...new Set(meant.flatMap(({thing}) => thing.projectIds))]
    const choice = choiceOf === undefined ? {} : {choice: name}
    return [{...place, ...choice, form: first.form, ids, projectIds}]
  })
}

function isWithin(projectIds: readonly number[], within: ReadonlySet<number> | null): boolean {
  return within === null || projectIds.length === 0 || projectIds.some((id) => within.has(id))
}

/** The projects to which the whole query is narrowed; null: to none, or to some that lead nowhere. */
function projectsAskedFor(where: Condition | null, found: Meanings): ReadonlySet<number> | null {
  const parts = where?.kind === 'and' ? where.parts : where === null ? [] : [where]
  for (const part of parts) {
    if (part.kind !== 'field' || part.field !== 'project' || part.isCustom || part.change !== null) continue
    const named = found.filter(({value}) => value.start >= part.span.start && value.end <= part.span.end)
    if (named.length < part.matches.length || named.some(({meanings}) => meanings.length === 0)) continue
    return new Set(named.flatMap(({meanings}) => meanings.map(({thing}) => thing.id)))
  }
  return null
}
