import {Readable} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import type pg from 'pg'
import {from as copyFrom} from 'pg-copy-streams'

export type CopyValue = string | number | boolean | null | Date | readonly (string | number)[]
/** Values by column, the same columns in every row. */
export type CopyRow = Readonly<Record<string, CopyValue>>

/** Writes rows by COPY, many times faster than by INSERT. Characters that PostgreSQL cannot hold are left out. */
export async function copyRows(
  client: pg.ClientBase,
  table: string,
  rows: readonly CopyRow[],
): Promise<void> {
  const [first] = rows
  if (first === undefined) return
  const columns = Object.keys(first)
  const copy = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`))
  await pipeline(Readable.from(chunks(rows, columns)), copy)
}

const chunkLength = 128 * 1024

function* chunks(rows: readonly CopyRow[], columns: readonly string[]): Generator<Buffer> {
  let chunk = ''
  for (const row of rows) {
    chunk += `${columns.map((column) => encode(row[column] ?? null)).join('\t')}\n`
    if (chunk.length < chunkLength) continue
    yield Buffer.from(chunk)
    chunk = ''
  }
  if (chunk !== '') yield Buffer.from(chunk)
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\0': '',
}

/** As COPY's text format wants it (PostgreSQL's manual, COPY, "Text Format"). */
function encode(value: CopyValue): string {
  if (value === null) return String.raw`\N`
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (value instanceof Date) return value.toISOString()
  const text = typeof value === 'string' ? value : arrayLiteral(value)
  return text.replace(/[\\\t\n\r\0]/g, (character) => escapes[character] ?? character)
}

function arrayLiteral(values: readonly (string | number)[]): string {
  const items = values.map((value) =>
    typeof value === 'number' ? String(value) : `"${value.replace(/["\\]/g, String.raw`\$&`)}"`,
  )
  return `{${items.join(',')}}`
}
