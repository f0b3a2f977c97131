import {sql} from 'kysely'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {must, startTestApp, type Answer, type Client} from '../../testing/app.ts'
import type {IssueGroups} from './group-issues.ts'
import {buildFindWorld, type FindWorld} from './testing/find-world.ts'

let world: FindWorld

beforeAll(async () => {
  world = await buildFindWorld()
}, 60_000)
afterAll(() => world.t.close())

async function keys(by: Client, q: string, timeZone = 'UTC'): Promise<string[]> {
  const path = `/issues?q=${encodeURIComponent(q)}&limit=100&timeZone=${encodeURIComponent(timeZone)}`
  return must(await by.get(path), 200).body.items.map(({key}: {key: string}) => key)
}

function page(q: string, cursor: string): Promise<Answer> {
  return world.member.get(`/issues?limit=2&q=${encodeURIComponent(q)}&cursor=${encodeURIComponent(cursor)}`)
}

async function cursorOf(q: string): Promise<string> {
  return must(await world.member.get(`/issues?limit=2&q=${encodeURIComponent(q)}`), 200).body.nextCursor
}

async function groups(by: string, q = ''): Promise<IssueGroups> {
  return must(await world.member.get(`/issues/groups?by=${by}&q=${encodeURIComponent(q)}`), 200).body
}

async function counts(by: string, q = ''): Promise<string[]> {
  return (await groups(by, q)).groups.map(({value, count}) => `${value} ${count}`)
}

describe('a day is a day where who asks is', () => {
  // WEB-7 was reported at 23:30 of the last day of January in UTC, WEB-4 closed at midnight after it.
  test.each([
    ['created:2026-01-31', 'UTC', ['WEB-7']],
    ['created:2026-01-31', 'Europe/Berlin', []],
    ['created:2026-02-01', 'Europe/Berlin', ['WEB-7']],
    ['created:2026-02', 'Europe/Berlin', ['WEB-7']],
    ['created:<2026-02', 'America/New_York', ['WEB-7']],
    ['created:<2026-02', 'Europe/Berlin', []],
    ['created:2026-01-31T23:30:00Z', 'Asia/Tokyo', ['WEB-7']],
    ['created:2026-02-01T00:30:00+01:00', 'UTC', ['WEB-7']],
    ['created:>2026-01-31T23:30:00Z created:<2026-03', 'UTC', []],
    ['closed:2026-02', 'UTC', ['WEB-4']],
    ['closed:2026-01-31', 'America/New_York', ['WEB-4']],
    ['closed:2026-01-31..2026-01-31', 'America/New_York', ['WEB-4']],
    ['closed:*..2026-01-31', 'UTC', []],
  ])('%s in %s', async (q, timeZone, found) => {
    expect(await keys(world.member, q, timeZone)).toEqual(found)
  })

  test.each(['Mars/Olympus', '+02:00', ''])('"%s" is no time zone', async (timeZone) => {
    const refused = await world.member.get(`/issues?timeZone=${encodeURIComponent(timeZone)}`)
    expect(refused).toMatchObject({status: 400, body: {pointer: '/querystring/timeZone'}})
  })
})

test('a query that cannot be read is answered with all that is wrong with it, and where', async () => {
  const refused = await world.member.get(`/issues?q=${encodeURIComponent('lable:ui created:yesterdy')}`)
  expect(refused).toMatchObject({
    status: 400,
    body: {
      code: 'invalid',
      pointer: '/querystring/q',
      errors: [{start: 0, code: 'unknownField', suggestion: 'label'}, {code: 'badValue'}],
    },
  })
  expect(refused.body.detail).toBe(refused.body.errors[0].message)
})

describe('a cursor', () => {
  test('of a list that is sorted in another way is refused', async () => {
    expect(await page('sort:title', await cursorOf('sort:created'))).toMatchObject({
      status: 400,
      body: {code: 'invalid', pointer: '/querystring/cursor'},
    })
  })
  test.each([
    ['sort:created', ['created-desc', 'whenever', '1']],
    ['sort:votes', ['votes-desc', 'many', '1']],
    ['sort:votes', ['votes-desc', '1', '99999999999']],
    ['sort:votes', ['votes-desc', '1']],
  ])('of %s that was made up is refused: %j', async (q, values) => {
    const cursor = Buffer.from(JSON.stringify(values)).toString('base64url')
    expect(await page(q, cursor)).toMatchObject({status: 400, body: {pointer: '/querystring/cursor'}})
  })
})

test('the last word may be unfinished, unless it is quoted, followed by a space or left out', async () => {
  expect(await keys(world.member, 'crash win')).toHaveLength(2)
  expect(await keys(world.member, 'crash "win"')).toEqual([])
  expect(await keys(world.member, 'crash win ')).toEqual([])
  expect(await keys(world.member, 'crash -win')).toHaveLength(2)
})

test('by relevance, titles with the words come first', async () => {
  const all = await keys(world.member, 'window sort:relevance')
  expect(all.slice(0, 2).toSorted()).toEqual(['WEB-1', 'WEB-4'])
})

describe('groups', () => {
  test.each([
    ['status', ['new 5', 'planned 1', 'in-progress 1', 'waiting 1', 'closed 1']],
    ['priority', ['none 7', 'low 1', 'urgent 1']],
    ['severity', ['minor 1', 'crash 1', 'null 7']],
    ['type', ['bug 6', 'feature 1', 'task 1', 'question 1']],
    ['project', ['APP 2', 'PUB 1', 'WEB 6']],
    ['label', ['Data loss 1', 'ui 1', 'null 8']],
    ['component', ['Parser 1', 'null 8']],
    ['milestone', ['Alpha 1', 'Beta 1', 'null 7']],
    ['cycle', ['Sprint 7 1', 'Sprint 8 1', 'null 7']],
    ['assignee', ['mia 2', 'vera 1', 'null 6']],
    ['custom.tier', ['gold 1', 'silver 1', 'null 7']],
    ['custom.cost', ['3 1', '12.5 1', 'null 7']],
    ['custom.buyer', ['vera 1', 'null 8']],
    ['custom.paid', ['false 1', 'true 1', 'null 7']],
  ])('by %s', async (by, expected) => {
    const found = await counts(by)
    // The project with umlauts is sorted by its name.
    expect(by === 'project' ? found.toSorted() : found).toEqual(expected)
  })
  test('of the issues that match, and of none', async () => {
    expect(await counts('type', 'is:closed')).toEqual(['bug 1'])
    expect(await groups('type', 'is:closed is:open')).toEqual({groups: [], rest: 0})
  })
  test('each is found again by its value', async () => {
    for (const by of [
      'status',
      'assignee',
      'priority',
      'type',
      'label',
      'milestone',
      'component',
      'cycle',
      'severity',
      'reporter',
    ])
      for (const {value, count} of (await groups(by)).groups)
        if (value !== null)
          expect(await keys(world.member, `${by}:"${value}"`), `${by} ${value}`).toHaveLength(count)
  })
  test('by what cannot be grouped by is refused', async () => {
    expect((await world.member.get('/issues/groups?by=body')).status).toBe(400)
    expect((await world.member.get('/issues/groups?by=custom.nothing')).status).toBe(400)
  })
})

test('a bulk change is about the issues that the list shows', async () => {
  const q = 'created:2026-02-01'
  expect(await keys(world.member, q, 'Europe/Berlin')).toEqual(['WEB-7'])
  const started = await world.member.post('/issues/bulk', {
    q,
    timeZone: 'Europe/Berlin',
    change: {priority: 'low'},
  })
  expect(started.status).toBe(202)
  expect((await world.member.post('/issues/bulk', {q, change: {priority: 'low'}})).status).toBe(400)
  expect(await world.member.post('/issues/bulk', {q: 'lable:x', change: {priority: 'low'}})).toMatchObject({
    status: 400,
    body: {pointer: '/q'},
  })
})

test('a query that takes too long is given up, and what was written before is not lost', async () => {
  const t = await startTestApp({environment: {FETTLE_FIND_TIMEOUT: '150'}})
  try {
    await t.addProject({key: 'WEB'})
    await t.addIssue({project: 'WEB'})
    // Whoever compares a text without accents waits.
    await sql`create function public.slow_unaccent(text) returns text language sql volatile as $$
      select $1 from pg_sleep(1) $$`.execute(t.db)
    await sql`alter function public.unaccent(text) rename to fast_unaccent`.execute(t.db)
    await sql`alter function public.slow_unaccent(text) rename to unaccent`.execute(t.db)
    const heavy = await t.admin.get('/issues?q=title:~broken')
    expect(heavy).toMatchObject({status: 422, body: {code: 'tooHeavy'}})
    expect(heavy.body.detail).toMatch(/narrow it/)
    expect((await t.admin.get('/issues/count?q=title:~broken')).status).toBe(422)
    expect(must(await t.admin.get('/issues'), 200).body.items).toHaveLength(1)
  } finally {
    await t.close()
  }
})

test('finding goes on when its connections are cut', async () => {
  expect(await keys(world.member, 'key:WEB-1')).toEqual(['WEB-1'])
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'fettle find' and datname = current_database()`.execute(world.t.db)
  await expect
    .poll(async () => (await world.member.get('/issues?q=key:WEB-1')).status, {timeout: 10_000})
    .toBe(200)
})
