import type pg from 'pg'
import {to as copyTo} from 'pg-copy-streams'
import {withSnapshot} from '../backup/snapshot.ts'
import {AppError} from '../core/errors.ts'
import {exportKinds, type ExportKind} from './export-kinds.ts'

export interface ExportOptions {
  connectionString: string
  /** Key of the one project to export, with all that belongs to it. */
  project?: string
  /** Takes NDJSON; awaited, so that a slow reader holds the database back and memory stays bounded. */
  write: (chunk: Buffer) => Promise<void>
}

/**
 * Writes everything, secrets apart, as one JSON object a line, read at one moment. Equal data gives equal bytes:
 * lines by kind and id, members in a fixed order.
 *
 * @throws AppError `notFound` for an unknown project
 */
export function exportData({connectionString, project, write}: ExportOptions): Promise<void> {
  return withSnapshot(connectionString, async (client) => {
    const projectId = project === undefined ? null : await getProjectId(client, project)
    const timestamps = await findTimestamps(client)
    for (const kind of exportKinds) {
      const lines = client.query(copyTo(copyOf(selectOf(kind, timestamps, projectId))))
      for await (const chunk of lines as AsyncIterable<Buffer>) await write(chunk)
    }
  })
}

async function getProjectId(client: pg.ClientBase, key: string): Promise<number> {
  const {rows} = await client.query<{id: number}>(
    'select id from project where key = $1 union select project_id from former_project_key where key = $1',
    [key],
  )
  if (rows[0] === undefined) throw new AppError('notFound', `No such project: ${key}`)
  return rows[0].id
}

/** `table.column` of every column that holds a time. */
async function findTimestamps(client: pg.ClientBase): Promise<ReadonlySet<string>> {
  const {rows} = await client.query<{name: string}>(`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and data_type = 'timestamp with time zone'`)
  return new Set(rows.map(({name}) => name))
}

/** JSON has neither of these characters in it, nor a line break, so CSV leaves it as it is. */
function copyOf(select: string): string {
  return `copy (${select}) to stdout (format csv, delimiter E'\\x02', quote E'\\x01')`
}

function selectOf(
  {kind, table, columns, more = {}, orderBy, ofProject = 'true'}: ExportKind,
  timestamps: ReadonlySet<string>,
  projectId: number | null,
): string {
  const members = [
    `'${kind}' as "kind"`,
    ...Object.entries(more).map(([name, expression]) => `${expression} as "${name}"`),
    ...columns.map((column) => `${valueOf(table, column, timestamps)} as "${camelCase(column)}"`),
  ]
  const where = projectId === null ? 'true' : ofProject.replaceAll('$project', String(projectId))
  // Sorted inside by the columns' own names, of which some are members' names as well.
  const order = orderBy.replaceAll(/(^|, )(\w+)/g, `$1"${table}".$2`)
  return `select row_to_json(line)::text from (
    select ${members.join(', ')} from "${table}" where ${where} order by ${order}) line`
}

/** As the API writes it: 2026-01-31T09:30:00.000Z. */
function valueOf(table: string, column: string, timestamps: ReadonlySet<string>): string {
  const name = `"${table}"."${column}"`
  return timestamps.has(`${table}.${column}`)
    ? `to_char(${name} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
    : name
}

function camelCase(column: string): string {
  return column.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}
