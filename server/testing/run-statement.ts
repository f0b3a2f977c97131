import {Client} from 'pg'

/** Runs one statement on a connection of its own, as those that create and drop databases want it. */
export async function runStatement(connectionString: string, statement: string): Promise<void> {
  const client = new Client({connectionString})
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query(statement)
  } finally {
    await client.end()
  }
}
