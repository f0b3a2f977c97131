import {sql, type RawBuilder, type Selectable, type SqlBool} from 'kysely'
import type {Actor} from '../core/actor.ts'
import type {Context} from '../core/context.ts'
import type {Db, Tx} from '../core/database/database.ts'
import {notFound} from '../core/errors.ts'
import {assertMay} from '../core/rights.ts'
import type {FieldView} from './schemas.ts'
import type {CustomFieldTable} from './tables.ts'

export type FieldRecord = Selectable<CustomFieldTable>

/** Fields of the projects the actor may see, as they leave the server, in their order. */
export async function readFields(db: Db, actor: Actor, condition: RawBuilder<SqlBool>): Promise<FieldView[]> {
  const seen = [...actor.standings.keys()]
  const {rows} = await sql<FieldView>`
    select field.id, field.key, field.name, field.kind, field.choices, field.description,
      case when field.project_ids is not null then (
        select coalesce(json_agg(key order by key collate "C"), '[]') from project
        where id = any(field.project_ids) and id = any(${seen})) end projects,
      case when field.type_ids is not null then (
        select coalesce(json_agg(key order by key collate "C"), '[]') from issue_type where id = any(field.type_ids)) end types,
      field.is_required "isRequired", field.position, field.version,
      iso_time(field.archived_at) "archivedAt", iso_time(field.created_at) "createdAt"
    from custom_field field
    where (field.project_ids is null or field.project_ids && ${seen}::integer[]) and ${condition}
    order by field.position, field.id`.execute(db)
  return rows
}

export async function viewField(db: Db, actor: Actor, id: number): Promise<FieldView> {
  const [field] = await readFields(db, actor, sql<SqlBool>`field.id = ${id}`)
  if (field === undefined) throw new Error(`Field ${id} vanished while it was read`)
  return field
}

/** Makes sure that the actor may change fields. From here to the commit, nobody else does. */
export async function openFields(tx: Tx, {actor}: Context): Promise<void> {
  assertMay(actor, 'field.change', null)
  await sql`select pg_advisory_xact_lock(${fieldLock})`.execute(tx)
}

const fieldLock = 715_021

/**
 * A field to be changed: until the commit, issues that set it wait.
 *
 * @throws AppError `forbidden`, or `notFound`
 */
export async function getFieldForUpdate(tx: Tx, ctx: Context, key: string): Promise<FieldRecord> {
  await openFields(tx, ctx)
  const field = await tx
    .selectFrom('custom_field')
    .selectAll()
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirst()
  if (field === undefined) throw notFound(`field: ${key}`)
  return field
}
