import {sql} from 'kysely'
import type {Db} from '../database/database.ts'
import type {App} from './app.ts'

/** For supervisors: `/healthz` while the process lives, `/readyz` while requests can be answered. */
export function healthRoutes(app: App, db: Db): void {
  const options = {logLevel: 'warn' as const}
  app.get('/healthz', options, () => ({status: 'alive'}))
  app.get('/readyz', options, async (_request, reply) => {
    try {
      await sql`select 1`.execute(db)
      return {status: 'ready'}
    } catch {
      return reply.code(503).send({status: 'the database does not answer'})
    }
  })
}
