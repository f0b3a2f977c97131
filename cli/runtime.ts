import type {FastifyBaseLogger} from 'fastify'
import {migrate} from '../server/core/database/migrate.ts'
import {openPool} from '../server/core/database/pool.ts'
import {openRuntime, type Runtime} from '../server/runtime.ts'
import {commandLog, withSystem} from './system.ts'

/** Everything below the doors, so that a command acts through the same verbs as the server. */
export function withRuntime<Result>(
  use: (runtime: Runtime, log: FastifyBaseLogger) => Promise<Result>,
): Promise<Result> {
  return withSystem(async ({config, connectionString}) => {
    const log = commandLog()
    await bringUpToDate(connectionString)
    const runtime = await openRuntime({config, connectionString, log})
    try {
      return await use(runtime, log)
    } finally {
      await runtime.close()
    }
  })
}

async function bringUpToDate(connectionString: string): Promise<void> {
  const pool = openPool({connectionString, max: 2, onError: () => undefined})
  try {
    await migrate(pool)
  } finally {
    await pool.end()
  }
}
