import {sql} from 'kysely'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {loadActorOf} from '../../core/load-actor.ts'
import {startTestApp, type TestApp} from '../../testing/app.ts'
import {issueConditions} from './issue-conditions.ts'
import {pageStatement} from './list-issues.ts'
import {parseQuery} from './parse-query.ts'

let t: TestApp
let memberId: number

beforeAll(async () => {
  t = await startTestApp()
  const keys = [
    await t.addProject({key: 'WEB'}),
    await t.addProject({key: 'APP'}),
    await t.addProject({key: 'OPS'}),
  ]
  memberId = (await t.addPerson({roles: Object.fromEntries(keys.map((key) => [key, 'member' as const]))}))
    .personId
  await sql`
    insert into issue (project_id, number, type_id, status_id, category, reporter_id, assignee_id, created_at, updated_at, title)
    select p.id, n, 1, s.id, s.category, ${memberId}, case when n % 500 = 0 then ${memberId}::integer end,
      now() - n * interval '1 hour', now() - (n % 997) * interval '1 hour', 'Word' || n || ' in a title'
    from project p, generate_series(1, 8000) n, status s where s.workflow_id = 1 and s.position = 1 + n % 8`.execute(
    t.db,
  )
  await sql`analyze`.execute(t.db)
}, 60_000)
afterAll(() => t.close())

test.each([
  '',
  'is:open',
  'project:WEB',
  'project:WEB is:open',
  'project:WEB is:closed sort:updated-asc',
  'project:WEB sort:created-desc',
  'project:WEB type:bug status:active',
  'assignee:@me is:open',
  'word4711 title',
])('"%s" is served by an index', async (q) => {
  const query = parseQuery(q)
  const actor = await loadActorOf(t.db, memberId)
  const statement = pageStatement(query, issueConditions(actor, query), 50)
  const {rows} = await sql<{'QUERY PLAN': string}>`explain ${statement}`.execute(t.db)
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  expect(plan).toMatch(/Index|Bitmap/)
  expect(plan).not.toMatch(/Seq Scan on issue\b(?!_)/)
})
