import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import type pg from 'pg'
import {knownMigrations} from '../core/database/migrate.ts'
import {findTables, quoted} from './catalogue.ts'

const migrationsFolder = join(import.meta.dirname, '../migrations')

/** What a system that was only started, or not even that, holds none of. */
const tellingTables = ['person', 'project', 'issue'] as const

/** @throws Error with a sentence unless the database is empty, or holds a Fettle that nobody has used yet */
export async function assertEmptySystem(client: pg.ClientBase): Promise<void> {
  const names = (await findTables(client)).map(({name}) => name)
  const own = await ownTables()
  const foreign = names.filter((name) => !own.has(name))
  if (foreign.length > 0)
    throw new Error(
      `Cannot restore into this database: it holds tables that are not Fettle's (${foreign.join(', ')}); give it a database of its own`,
    )
  const found: string[] = []
  for (const table of tellingTables) {
    if (!names.includes(table)) continue
    const {rows} = await client.query<{count: string}>(
      `select count(*)::text as count from ${quoted([table])}`,
    )
    if (rows[0]?.count !== '0') found.push(`${rows[0]?.count} in "${table}"`)
  }
  if (found.length > 0)
    throw new Error(
      `Cannot restore into a system that is in use: it has rows (${found.join(', ')}); ` +
        'set FETTLE_DATA to an empty folder, or DATABASE_URL to an empty database',
    )
}

/** Any number of servers may share a database, so none of them locks it; their connections tell. */
export async function assertNotServed(client: pg.ClientBase): Promise<void> {
  const {rows} = await client.query<{count: string}>(`
    select count(*)::text as count from pg_stat_activity
    where datname = current_database() and application_name in ('fettle', 'fettle listen')`)
  if (rows[0]?.count !== '0')
    throw new Error('Cannot restore while a Fettle serves this database: stop it first')
}

/** Every table that a migration makes. */
async function ownTables(): Promise<ReadonlySet<string>> {
  const own = new Set(['migration'])
  for (const name of await knownMigrations()) {
    const text = await readFile(join(migrationsFolder, name), 'utf8')
    for (const [, table = ''] of text.matchAll(
      /\b(?:create (?:unlogged )?table(?: if not exists)?|rename to) (\w+)/gi,
    ))
      own.add(table.toLowerCase())
  }
  return own
}

/** Takes an unused schema back to nothing, extensions apart, so that older migrations can run. */
export async function dropSchema(client: pg.ClientBase): Promise<void> {
  const {rows} = await client.query<{statement: string}>(`
    select format('drop table if exists %s cascade', oid::regclass) as statement
    from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    union all
    select format('drop %s if exists %s cascade', case prokind when 'p' then 'procedure' else 'function' end,
      p.oid::regprocedure)
    from pg_proc p where pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    union all
    select format('drop collation if exists %s cascade', oid::regcollation)
    from pg_collation c where collnamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    union all
    select format('drop text search configuration if exists %s cascade', oid::regconfig)
    from pg_ts_config c where cfgnamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`)
  for (const {statement} of rows) await client.query(statement)
}
