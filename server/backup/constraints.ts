import type pg from 'pg'
import {quoted} from './catalogue.ts'

/**
 * Runs `load` while no foreign key and no trigger of ours is in force, so that tables may be filled in any order
 * and nothing reacts. All keys are checked afterwards, when they are put back. It takes the owner of the tables,
 * where `session_replication_role` would take a superuser. Within the caller's transaction.
 */
export async function withoutConstraints(client: pg.ClientBase, load: () => Promise<void>): Promise<void> {
  const keys = await findForeignKeys(client)
  const triggered = await findTriggeredTables(client)
  for (const {table, name} of keys)
    await client.query(`alter table ${table} drop constraint ${quoted([name])}`)
  for (const table of triggered) await client.query(`alter table ${table} disable trigger user`)
  await load()
  for (const table of triggered) await client.query(`alter table ${table} enable trigger user`)
  for (const {table, name, definition} of keys)
    await client.query(`alter table ${table} add constraint ${quoted([name])} ${definition}`)
}

interface ForeignKey {
  table: string
  name: string
  definition: string
}

async function findForeignKeys(client: pg.ClientBase): Promise<ForeignKey[]> {
  const {rows} = await client.query<ForeignKey>(`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0
    order by oid`)
  return rows
}

async function findTriggeredTables(client: pg.ClientBase): Promise<string[]> {
  const {rows} = await client.query<{table: string}>(`
    select distinct tgrelid::regclass::text as table
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not t.tgisinternal and t.tgenabled = 'O' and c.relnamespace = 'public'::regnamespace`)
  return rows.map(({table}) => table)
}
