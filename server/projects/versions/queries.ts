import {sql, type Selectable, type SqlBool} from 'kysely'
import type {Actor} from '../../core/actor.ts'
import type {Db} from '../../core/database/database.ts'
import {notFound} from '../../core/errors.ts'
import type {VersionTable} from '../tables.ts'
import type {VersionView} from './schemas.ts'

export type VersionRecord = Selectable<VersionTable>

/** Versions of the projects the actor may see. */
export function visibleVersions(db: Db, actor: Actor) {
  return db
    .selectFrom('version')
    .selectAll('version')
    .where(sql<SqlBool>`version.project_id = any(${[...actor.standings.keys()]})`)
}

/** @throws AppError `notFound` when it is missing or hidden */
export async function getVersion(db: Db, actor: Actor, id: number): Promise<VersionRecord> {
  const version = await visibleVersions(db, actor).where('version.id', '=', id).executeTakeFirst()
  if (version === undefined) throw notFound(`version: ${id}`)
  return version
}

export function viewVersion(version: VersionRecord): VersionView {
  return {
    id: version.id,
    name: version.name,
    description: version.description,
    startsOn: version.starts_on,
    releasedOn: version.released_on,
    isReleased: version.is_released,
    archivedAt: version.archived_at?.toISOString() ?? null,
  }
}
