import {sql, type RawBuilder, type SqlBool} from 'kysely'
import type {Match} from '../../../../query/ast.ts'
import type {Db} from '../../../core/database/database.ts'
import type {Asking} from '../asking.ts'
import {isNamed} from './names.ts'
import {hasAny, partsOf, wordsOf, type FieldSql} from './field-sql.ts'

/** By key, a former one included, or by name; of the projects that the actor sees. */
export const project: FieldSql = (asking, matches) => {
  if (hasAny(matches)) return sql<SqlBool>`true`
  const ids = projectIdsMeant(asking, matches)
  // A single project is said as an equality, so that the index that begins with it serves the order.
  if (ids.length === 1) return sql<SqlBool>`issue.project_id = ${ids[0]}`
  return ids.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`issue.project_id = any(${ids})`
}

export function projectIdsMeant({actor, projectsByName}: Asking, matches: readonly Match[]): number[] {
  const ids = matches.flatMap((match) => {
    const id = actor.projectIds.get(nameOf(match).toUpperCase())
    return id === undefined ? (projectsByName.get(nameOf(match)) ?? []) : [id]
  })
  return [...new Set(ids)]
}

/**
 * The projects that a query names by more than their keys. As ids they are known when the statement is planned,
 * which for the size of a project is worth a look-up of its own.
 */
export async function loadProjectsByName(
  db: Db,
  {actor, projectIds}: Asking,
  matches: readonly Match[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const byName = new Map<string, readonly number[]>()
  for (const match of matches) {
    const name = nameOf(match)
    if (name === '' || actor.projectIds.has(name.toUpperCase()) || byName.has(name)) continue
    const {rows} = await selectNamed(projectIds, match).execute(db)
    byName.set(
      name,
      rows.map(({id}) => id),
    )
  }
  return byName
}

function selectNamed(projectIds: readonly number[], match: Match) {
  const isKey = partsOf([match]).length > 0 ? isNamed(sql`project.key`, [match]) : sql<SqlBool>`false`
  return sql<{id: number}>`select project.id from project where project.id = any(${[...projectIds]})
    and (${isNamed(sql`project.name`, [match])} or ${isKey})`
}

/** With the sign of a part, which is no name by itself. */
function nameOf(match: Match): string {
  const [part] = partsOf([match])
  return part === undefined ? (wordsOf([match])[0] ?? '') : `~${part}`
}

/** As a sub-select. */
export function selectProjectIds(asking: Asking, matches: readonly Match[]): RawBuilder<unknown> {
  return sql`select unnest(${projectIdsMeant(asking, matches)}::integer[])`
}
