import {sql} from 'kysely'
import {z} from 'zod'
import {projectsWhere, type Actor} from '../../core/actor.ts'
import type {Context} from '../../core/context.ts'
import {notFound} from '../../core/errors.ts'
import {decodeCursor, encodeCursor} from '../../core/http/cursor.ts'
import {assertMay} from '../../core/rights.ts'
import {personRefSchema, timeSchema} from '../schemas.ts'
import {daysInBin} from './delete-issue.ts'

export const binItemSchema = z
  .object({
    id: z.int().meta({description: 'What it is called in bin/{id}'}),
    key: z.string(),
    title: z.string(),
    deletedAt: timeSchema,
    deletedBy: personRefSchema.nullable(),
    purgedAfter: timeSchema.meta({description: 'When it will be gone for good'}),
  })
  .meta({id: 'BinItem'})

export interface ListBin {
  readonly project?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

interface Row {
  id: number
  key: string
  title: string
  deletedAt: Date
  deletedBy: {id: number; name: string} | null
}

/** What is in the bins of the projects that the actor maintains, last deleted first. */
export async function listBin({db, actor}: Context, {project, cursor, limit}: ListBin) {
  const projectIds =
    project === undefined ? projectsWhere(actor, 'maintainer') : [getProjectId(actor, project)]
  const [time, after] =
    cursor === undefined ? ['infinity', 0] : decodeCursor(cursor, z.tuple([z.iso.datetime(), z.int32()]))
  const {rows} = await sql<Row>`
    select issue.id, project.key || '-' || issue.number "key", issue.title, issue.deleted_at "deletedAt", (
      select json_build_object('id', person.id, 'name', person.name)
      from event e join person on person.id = e.actor_id
      where e.issue_id = issue.id and e.kind = 'issue.deleted' order by e.id desc limit 1
    ) "deletedBy"
    from issue join project on project.id = issue.project_id
    where issue.deleted_at is not null and issue.project_id = any(${projectIds})
      and (issue.deleted_at, issue.id) < (${time}::text::timestamptz, ${after})
    order by issue.deleted_at desc, issue.id desc limit ${limit + 1}`.execute(db)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(({deletedAt, ...row}) => ({
      ...row,
      deletedAt: deletedAt.toISOString(),
      purgedAfter: new Date(deletedAt.getTime() + daysInBin * 24 * 60 * 60 * 1000).toISOString(),
    })),
    nextCursor:
      rows.length > limit && last !== undefined
        ? encodeCursor([last.deletedAt.toISOString(), last.id])
        : null,
  }
}

function getProjectId(actor: Actor, key: string): number {
  const id = actor.projectIds.get(key.toUpperCase())
  if (id === undefined) throw notFound(`project: ${key}`)
  assertMay(actor, 'issue.delete', id)
  return id
}
