import {setTimeout as sleep} from 'node:timers/promises'
import {Client} from 'pg'
import {port} from './socket-folder.ts'

/** Says everything itself, so that PGPORT or PGSSLMODE in the environment cannot lead it elsewhere. */
export function connectionString(socketDir: string): string {
  return `postgresql://fettle@/fettle?host=${encodeURIComponent(socketDir)}&port=${port}&sslmode=disable`
}

/**
 * Waits until PostgreSQL answers a query (a connection opens earlier) and makes the database where it is missing.
 * Resolves to the mark it was launched with, or to undefined when the process is gone. Recovery after a crash may
 * take minutes and is waited for.
 */
export async function waitUntilReady(
  socketDir: string,
  isAlive: () => boolean,
  patience = 60_000,
): Promise<string | undefined> {
  const deadline = Date.now() + patience
  while (isAlive()) {
    try {
      return await ask(socketDir)
    } catch (error) {
      const code = (error as {code?: string}).code ?? ''
      if (code === databaseMissing) await createDatabase(socketDir)
      else if (code !== startingOrStopping && Date.now() > deadline) throw error
    }
    await sleep(20)
  }
  return undefined
}

const databaseMissing = '3D000'
const databaseExists = ['42P04', '23505']
const startingOrStopping = '57P03'

async function ask(socketDir: string): Promise<string> {
  return withClient(socketDir, 'fettle', async (client) => {
    const {rows} = await client.query<{mark: string | null}>(
      "select current_setting('fettle.mark', true) as mark",
    )
    return rows[0]?.mark ?? ''
  })
}

async function createDatabase(socketDir: string): Promise<void> {
  try {
    await withClient(socketDir, 'postgres', (client) => client.query('create database fettle'))
  } catch (error) {
    if (!databaseExists.includes((error as {code?: string}).code ?? '')) throw error
  }
}

async function withClient<T>(
  host: string,
  database: string,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({
    host,
    port,
    user: 'fettle',
    database,
    ssl: false,
    connectionTimeoutMillis: 5000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}
