import fastify from 'fastify'
import {openPool} from '../../server/core/database/pool.ts'

// The least that a page of issues can cost on this machine: Fastify and one prepared statement whose JSON is sent
// as it is; nobody is asked who they are. Started with the connection string; tells its address when it is ready.
const [connectionString = ''] = process.argv.slice(2)
const pool = openPool({connectionString, max: 8, onError: () => undefined})
const app = fastify()

app.get('/api/v1/reference', async (_request, reply) => {
  const {rows} = await pool.query<{page: string}>(
    `select coalesce('[' || string_agg('{' || row_json || '}', ',') || ']', '[]') page
     from (
       select row_json from issue where project_id = $1 and deleted_at is null
       order by updated_at desc, id desc limit 50
     ) newest`,
    [1],
  )
  return reply.type('application/json').send(rows[0]?.page)
})

process.once('SIGTERM', () => void app.close().then(() => pool.end()))
process.stdout.write(`${await app.listen({host: '127.0.0.1', port: 0})}\n`)
