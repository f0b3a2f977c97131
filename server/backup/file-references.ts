import type pg from 'pg'

/** Every column that names a stored file: what a backup takes along. */
const references = `
  select hash from attachment where hash is not null
  union select thumbnail_hash from attachment where thumbnail_hash is not null`

export async function findReferencedFiles(client: pg.ClientBase): Promise<string[]> {
  const {rows} = await client.query<{hash: string}>(`select hash from (${references}) f order by hash`)
  return rows.map(({hash}) => hash)
}
