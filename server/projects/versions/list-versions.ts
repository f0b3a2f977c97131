import {sql, type RawBuilder, type SqlBool} from 'kysely'
import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import {decodeCursor, encodeCursor} from '../../core/http/cursor.ts'
import type {Page} from '../catalogue/page-by-name.ts'
import type {ListQuery} from '../catalogue/schemas.ts'
import {getProject} from '../queries.ts'
import {textSchema} from '../text-schemas.ts'
import {viewVersion, visibleVersions} from './queries.ts'
import type {VersionView} from './schemas.ts'

const cursorShape = z.tuple([z.union([z.iso.date(), z.literal('infinity')]), textSchema(1000), z.int32()])

/** What has no date yet comes first; the same date, or none, goes by name: 10.1 before 9.3. */
const date = sql<string>`coalesce(version.released_on, 'infinity'::date)`
const name = sql<string>`version.name collate human`

/** A page of the versions of a project, newest first. */
export async function listVersions(
  {db, actor}: Context,
  key: string,
  {all, cursor, limit}: ListQuery,
): Promise<Page<VersionView>> {
  const project = await getProject(db, actor, key)
  const rows = await visibleVersions(db, actor)
    .where('version.project_id', '=', project.id)
    .$if(all === 'false', (query) => query.where('version.archived_at', 'is', null))
    .where(after(cursor))
    .orderBy(date, 'desc')
    .orderBy(name, 'desc')
    .orderBy('version.id', 'desc')
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    items: page.map(viewVersion),
    nextCursor:
      last === undefined ? null : encodeCursor([last.released_on ?? 'infinity', last.name, last.id]),
  }
}

function after(cursor: string | undefined): RawBuilder<SqlBool> {
  if (cursor === undefined) return sql<SqlBool>`true`
  const [lastDate, lastName, id] = decodeCursor(cursor, cursorShape)
  return sql<SqlBool>`(${date}, ${name}, version.id) < (${lastDate}::date, ${lastName} collate human, ${id})`
}
