import {pino} from 'pino'
import {sql, type RawBuilder} from 'kysely'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {Context} from '../../core/context.ts'
import {loadActorOf} from '../../core/load-actor.ts'
import {jobContext} from '../../core/job-context.ts'
import {startTestApp, type TestApp} from '../../testing/app.ts'
import {conditionSql} from './condition-sql.ts'
import {countIssues} from './count-issues.ts'
import {groupIssues, groupStatement} from './group-issues.ts'
import {groupSources} from './group-sources.ts'
import {orderOf, pageStatement} from './list-issues.ts'
import {openQuery} from './open-query.ts'

let t: TestApp
let ctx: Context

beforeAll(async () => {
  t = await startTestApp()
  const keys = [
    await t.addProject({key: 'WEB'}),
    await t.addProject({key: 'APP'}),
    await t.addProject({key: 'OPS'}),
  ]
  const roles = Object.fromEntries(keys.map((key) => [key, 'member' as const]))
  const {personId} = await t.addPerson({name: 'Mia Member', roles})
  await fill(personId)
  const log = pino({level: 'silent'})
  ctx = jobContext({db: t.db, services: t.services, log}, await loadActorOf(t.db, personId), 'web')
}, 120_000)
afterAll(() => t.close())

async function run(statement: RawBuilder<unknown>): Promise<void> {
  await statement.execute(t.db)
}

/** 24,000 issues with comments, labels, people, relations and changes, as a tracker of some years has them. */
async function fill(personId: number): Promise<void> {
  await run(
    sql`insert into person (name, login) select 'Person ' || n, 'p' || n from generate_series(1, 300) n`,
  )
  await run(sql`insert into label (name) select 'label ' || n from generate_series(1, 200) n`)
  await run(sql`insert into milestone (project_id, name, due_on)
    select p.id, 'M' || n, current_date + n * 10 - 100 from project p, generate_series(1, 40) n`)
  await run(
    sql`insert into component (project_id, name) select p.id, 'C' || n from project p, generate_series(1, 40) n`,
  )
  await run(sql`
    insert into issue (project_id, number, type_id, status_id, category, reporter_id, assignee_id, labels, priority, milestone_id,
      created_at, updated_at, title)
    select p.id, n, 1, s.id, s.category, ${personId} + 1 + n % 300,
      case when n % 500 = 0 then ${personId}::integer when n % 3 = 0 then ${personId} + 1 + n % 299 end,
      case when n % 10 = 0 then array['label ' || n % 200 + 1] else '{}' end, n % 5,
      case when n % 20 = 0 then (select min(id) from milestone where project_id = p.id) + n % 40 end,
      now() - n * interval '1 hour', now() - (n % 997) * interval '1 hour', 'Word' || n || ' in a title'
    from project p, generate_series(1, 8000) n, status s where s.workflow_id = 1 and s.position = 1 + n % 8`)
  await run(sql`
    insert into issue_search (issue_id, analysis, title_length, title_words, words)
    select id, 1, 4, to_tsvector('simple', title), to_tsvector('simple', title) from issue`)
  await run(sql`insert into comment (issue_id, author_id, body, created_at)
    select id, ${personId} + 1 + (id * 7 + n) % 300, 'Text', created_at from issue, generate_series(1, 2) n`)
  await run(sql`insert into relation (kind, from_issue_id, to_issue_id, created_at)
    select 'blocks', id, id + 1, now() from issue where id % 50 = 0 and id < (select max(id) from issue)`)
  await run(sql`insert into event (at, kind, via, actor_id, project_id, issue_id, payload)
    select created_at + interval '1 hour', 'issue.changed', 'web', ${personId} + 1 + id % 300, project_id, id, jsonb_build_object('changes',
      jsonb_build_object('assignee', jsonb_build_object('from', jsonb_build_object('id', ${personId} + 1 + id % 300), 'to', null)))
    from issue where id % 2 = 0`)
  await run(sql`insert into event (at, kind, via, project_id, issue_id, payload)
    select created_at, 'issue.created', 'web', project_id, id, '{}' from issue`)
  await run(sql`analyze`)
}

async function explain(statement: RawBuilder<unknown>): Promise<string> {
  const {rows} = await sql<{'QUERY PLAN': string}>`explain ${statement}`.execute(t.db)
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

const scans = /Seq Scan on (issue|comment|event|issue_search)\b/

const hot = [
  '',
  'is:open',
  'is:closed',
  'project:WEB',
  'project:WEB is:open',
  'project:WEB is:closed sort:updated-asc',
  'project:WEB sort:created-desc',
  'project:WEB sort:key-desc',
  'project:WEB type:bug status:active',
  'project:WEB is:open type:bug priority:>=normal assignee:p17',
  'is:open type:bug priority:>=normal -assignee:p17 sort:updated-asc',
  'assignee:@me is:open',
  'assignee:p17 is:open',
  'reporter:"Person 9"',
  '(assignee:p17 OR reporter:p9) is:open',
  'label:"label 11"',
  'label:"label 11","label 21" is:open project:APP',
  'project:WEB no:assignee is:open',
  'key:WEB-42',
  'key:WEB-100..WEB-200',
  'parent:WEB-3',
  'milestone:@current is:open',
  'milestone:m7',
  'created:>=@today-7d',
  'project:WEB updated:@today-3d..@today',
  'commenter:p17',
  'involves:p17 is:open',
  'blocked-by:WEB-50',
  'watcher:@me',
  'assignee.was:p17',
  'assignee.from:p17 is:open',
  'assignee.by:p17',
  'assignee.to:none',
  'assignee.from:none is:open',
  'due.from:none',
  'due.was:none',
  'label.from:none is:open',
  'label.was:none,"label 11"',
  'assignee.changed:>=@today-1d',
  'project.to:APP',
  'type:issue is:open',
  'WEB-42',
  '#42 is:open',
  'body:word4711',
  'word4711 title',
  'word4711 project:WEB is:open',
  'title:word4711 -is:closed',
]

test.each(hot)('"%s" is served by an index', async (q) => {
  const open = await openQuery(ctx, {q, timeZone: 'UTC'})
  const plan = await explain(pageStatement(open, orderOf(open), 51))
  expect(plan).toMatch(/Index|Bitmap/)
  expect(plan).not.toMatch(scans)
})

describe('a later page begins where the last one ended', () => {
  test.each([
    ['project:WEB is:open', 'issue_project_open_updated'],
    ['sort:updated-asc', 'issue_updated'],
    ['project:WEB sort:created-desc', 'issue_project_created'],
    ['project:WEB sort:key-desc', 'issue_number'],
  ])('%s by %s', async (q, index) => {
    const open = await openQuery(ctx, {q, timeZone: 'UTC'})
    const order = orderOf(open)
    const time = new Date(Date.now() - 20 * 86_400_000).toISOString()
    const row = {updatedAt: time, createdAt: time}
    const cursor = order.cursorOf({id: 5, row: row as never, extras: ['400']})
    const plan = await explain(pageStatement(open, order, 51, cursor))
    expect(plan).toMatch(new RegExp(`Index Scan.* using ${index} `))
    expect(plan).toMatch(/Index Cond: .*(ROW\(|number <)/)
    expect(plan).not.toMatch(/(?<!Incremental )Sort  \(/)
  })
})

test.each(['is:open project:WEB', 'assignee:p17', 'word4711'])(
  'groups and counts of "%s" are served by an index',
  async (q) => {
    const {asking, query} = await openQuery(ctx, {q, timeZone: 'UTC'})
    const condition = conditionSql(asking, query)
    expect(await explain(groupStatement(groupSources.status(asking), condition))).not.toMatch(scans)
    expect(
      await explain(sql`select count(*) from (select from issue where ${condition} limit 1001) found`),
    ).not.toMatch(scans)
  },
)

test('a count is exact up to 1,000, and an estimate of two digits beyond', async () => {
  const few = await countIssues(ctx, {q: 'label:"label 11"', timeZone: 'UTC'})
  expect(few).toEqual({count: 120, isExact: true})
  const all = await countIssues(ctx, {q: '', timeZone: 'UTC'})
  expect(all.isExact).toBe(false)
  expect(all.count).toBeGreaterThan(12_000)
  expect(all.count).toBeLessThan(48_000)
  expect(all.count % 1000).toBe(0)
})

test('the 200 largest groups are told apart, and how many issues the others have', async () => {
  const {groups, rest} = await groupIssues(ctx, {q: '', timeZone: 'UTC', by: 'reporter'})
  expect(groups).toHaveLength(200)
  const told = groups.reduce((sum, {count}) => sum + count, 0)
  expect(told).toBeLessThan(24_000)
  expect(rest).toBe(24_000 - told)
})
