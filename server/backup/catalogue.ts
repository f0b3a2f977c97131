import type pg from 'pg'
import type {Identity} from './backup-format.ts'

export interface TableColumns {
  readonly name: string
  /** All but the generated ones, which PostgreSQL fills in again. */
  readonly columns: readonly string[]
}

/** The record of migrations, and the positions of followers, which the manifest carries in another form. */
export const tablesApart: ReadonlySet<string> = new Set(['migration', 'event_cursor'])

/** The order of events for those who follow: transaction ids mean nothing on another server. */
export const columnsApart: ReadonlySet<string> = new Set(['event.xid'])

/** Every table of ours, none of an extension, by name. */
export async function findTables(client: pg.ClientBase): Promise<TableColumns[]> {
  const {rows} = await client.query<TableColumns>(`
    select c.relname as name,
      array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    group by c.oid order by c.relname collate "C"`)
  return rows.map(({name, columns}) => ({
    name,
    columns: columns.filter((column) => !columnsApart.has(`${name}.${column}`)),
  }))
}

/** Each identity column with where its sequence stands, which is at or beyond every row of the snapshot. */
export async function readIdentities(client: pg.ClientBase): Promise<Identity[]> {
  const {rows} = await client.query<{table: string; column: string; sequence: string}>(`
    select c.relname as table, a.attname as column,
      pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
    from pg_class c join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attidentity <> ''
    order by c.relname collate "C", a.attnum`)
  const identities: Identity[] = []
  for (const {table, column, sequence} of rows) {
    const {rows: states} = await client.query<{last_value: string; is_called: boolean}>(
      `select last_value::text, is_called from ${sequence}`,
    )
    const [state] = states
    if (state === undefined) throw new Error(`Cannot read the sequence of ${table}.${column}`)
    identities.push({table, column, lastValue: state.last_value, isCalled: state.is_called})
  }
  return identities
}

export function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name.replaceAll('"', '""')}"`).join(', ')
}
