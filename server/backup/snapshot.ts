import {Client} from 'pg'

/**
 * Everything `read` reads is one moment of the database, however long it takes and whatever is written meanwhile.
 * Times come in UTC.
 */
export async function withSnapshot<Result>(
  connectionString: string,
  read: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({connectionString, application_name: 'fettle snapshot'})
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query("set timezone = 'UTC'; set datestyle = 'ISO'; set statement_timeout = 0")
    await client.query('set idle_in_transaction_session_timeout = 0')
    await client.query('begin isolation level repeatable read read only')
    return await read(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}
