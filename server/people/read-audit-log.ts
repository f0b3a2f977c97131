import {sql} from 'kysely'
import {z} from 'zod'
import {doors, type Context} from '../core/context.ts'
import {decodeCursor, pageQuery} from '../core/http/cursor.ts'
import {assertMay} from '../core/rights.ts'
import {personRefSchema, timeSchema} from '../issues/schemas.ts'
import {pageFrom} from './page.ts'

export const auditQuerySchema = pageQuery.extend({
  kind: z
    .string()
    .max(60)
    .regex(/^[a-zA-Z.]*$/)
    .optional()
    .meta({description: 'How the kind begins, such as account. or account.signIn'}),
  person: z.coerce
    .number()
    .int()
    .positive()
    .optional()
    .meta({description: 'Who did it, or whom it is about'}),
  from: timeSchema.optional(),
  to: timeSchema.optional(),
})
export type AuditQuery = z.output<typeof auditQuerySchema>

export const auditEntrySchema = z
  .object({
    id: z.int(),
    at: timeSchema,
    kind: z.string(),
    via: z.enum(doors),
    actor: personRefSchema.nullable().meta({description: 'Null: a visitor, or the program itself'}),
    about: personRefSchema.nullable(),
    project: z.string().nullable(),
    issueId: z.int().nullable(),
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({id: 'AuditEntry'})
export type AuditEntry = z.infer<typeof auditEntrySchema>

interface AuditRow {
  id: number
  at: Date
  kind: string
  via: AuditEntry['via']
  actorId: number | null
  actorName: string | null
  aboutId: number | null
  aboutName: string | null
  project: string | null
  issueId: number | null
  payload: Record<string, unknown>
}

const placeSchema = z.tuple([z.int()])

/** Sign-ins, rights, keys, deletions and settings, newest first. */
export async function readAuditLog(ctx: Context, query: AuditQuery) {
  assertMay(ctx.actor, 'audit.read', null)
  const {limit} = query
  const {rows} = await sql<AuditRow>`
    select e.id, e.at, e.kind, e.via, e.actor_id "actorId", actor.name "actorName", about.id "aboutId",
      about.name "aboutName", project.key project, e.issue_id "issueId", e.payload
    from event e
      left join person actor on actor.id = e.actor_id
      left join person about on about.id = (e.payload->>'personId')::int
      left join project on project.id = e.project_id
    where e.is_audit and ${conditions(query)}
    order by e.id desc
    limit ${limit + 1}`.execute(ctx.db)
  return pageFrom(rows, limit, viewEntry, ({id}) => [id])
}

function conditions({kind, person, from, to, cursor}: AuditQuery) {
  const all = [sql`true`]
  if (cursor !== undefined) all.push(sql`e.id < ${decodeCursor(cursor, placeSchema)[0]}::bigint`)
  if (kind !== undefined) all.push(sql`starts_with(e.kind, ${kind}::text)`)
  if (person !== undefined)
    all.push(sql`(e.actor_id = ${person}::int or (e.payload->>'personId')::int = ${person}::int)`)
  if (from !== undefined) all.push(sql`e.at >= ${from}::timestamptz`)
  if (to !== undefined) all.push(sql`e.at < ${to}::timestamptz`)
  return sql.join(all, sql` and `)
}

function viewEntry(row: AuditRow): AuditEntry {
  return {
    id: row.id,
    at: row.at.toISOString(),
    kind: row.kind,
    via: row.via,
    actor: refOf(row.actorId, row.actorName),
    about: refOf(row.aboutId, row.aboutName),
    project: row.project,
    issueId: row.issueId,
    detail: row.payload,
  }
}

function refOf(id: number | null, name: string | null): AuditEntry['actor'] {
  return id === null || name === null ? null : {id, name}
}
