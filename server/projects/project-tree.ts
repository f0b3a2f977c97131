import {sql, type RawBuilder} from 'kysely'
import type {Actor} from '../core/actor.ts'
import type {Tx} from '../core/database/database.ts'
import {AppError, invalid} from '../core/errors.ts'
import {may, refusal} from '../core/rights.ts'
import type {ProjectRecord} from './queries.ts'

/**
 * The parent that a caller names. A project below another gives everybody who has a role there that role,
 * so it takes the right to change both.
 *
 * @throws AppError `invalid` when it is missing or hidden, `forbidden`
 */
export function getParentId(actor: Actor, key: string | null): number | null {
  if (key === null) return null
  const id = actor.projectIds.get(key.toUpperCase())
  if (id === undefined) throw invalid('/parentKey', `No such project: ${key}`)
  if (!may(actor, 'project.change', id)) throw refusal(actor, 'project.change')
  return id
}

/**
 * Refuses what would cut off the maintainers of the present parent, and what would make a circle.
 * Moves in the tree come one after another, so that two of them cannot close one together.
 */
export async function assertMayMove(
  tx: Tx,
  actor: Actor,
  project: ProjectRecord,
  parentId: number | null,
): Promise<void> {
  if (project.parent_id !== null && !may(actor, 'project.change', project.parent_id))
    throw new AppError(
      'forbidden',
      `Cannot move ${project.key}: it takes the role maintainer in the present parent and in the new one`,
    )
  await lockProjectTree(tx)
  if (parentId === null) return
  const {rows} = await sql<{id: number}>`
    select id from ${ancestorsOf(parentId)} where id = ${project.id}`.execute(tx)
  if (rows.length > 0)
    throw invalid('/parentKey', `Cannot move ${project.key} below itself or below one of its sub-projects`)
}

const treeLock = 715_002

async function lockProjectTree(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${treeLock}::bigint)`.execute(tx)
}

/** A project and all above it, as a table of `id` and `depth`: 0 for itself. */
export function ancestorsOf(projectId: number): RawBuilder<unknown> {
  return sql`(
    with recursive line (id, parent_id, depth) as (
      select id, parent_id, 0 from project where id = ${projectId}
      union all
      select project.id, project.parent_id, line.depth + 1 from line join project on project.id = line.parent_id
    )
    select id, depth from line
  ) line`
}
