import type pg from 'pg'

const least = 150_000

/** @throws Error with what to do when this PostgreSQL cannot hold Fettle's data */
export async function assertSupported(pool: pg.Pool): Promise<void> {
  const {rows} = await pool
    .query<{version: number; name: string; encoding: string}>(
      `select current_setting('server_version_num')::int as version, current_setting('server_version') as name,
        current_setting('server_encoding') as encoding`,
    )
    .catch((error: unknown) => {
      throw new Error(`Cannot reach PostgreSQL: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      })
    })
  const [server] = rows
  if (server === undefined) throw new Error('Cannot reach PostgreSQL: it tells no version')
  if (server.version < least)
    throw new Error(`PostgreSQL ${server.name} is too old: Fettle takes 15 or newer`)
  if (server.encoding !== 'UTF8')
    throw new Error(`The database is encoded in ${server.encoding}: create one with encoding UTF8`)
}
