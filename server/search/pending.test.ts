import {sql} from 'kysely'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {must, startTestApp, type TestApp} from '../testing/app.ts'
import {writeAllPending, writePending} from './pending.ts'
import {refreshAll} from './similar/refresh-statistics.ts'

let t: TestApp

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'WEB'})
})
afterAll(() => t.close())

async function countOf(word: string): Promise<number | undefined> {
  const {rows} = await sql<{issues: number}>`select issues from search_word where word = ${word}`.execute(
    t.db,
  )
  return rows[0]?.issues
}

interface Known {
  issues: number
  written: number
  title_length: number
}

async function known(): Promise<Known | undefined> {
  const {rows} = await sql<Known>`select * from similar_project`.execute(t.db)
  return rows[0]
}

test('counts the issues that a word was written in, once each', async () => {
  const key = await t.addIssue({project: 'WEB', title: 'Café crashes, crashes', body: 'a1b2c3 crashes'})
  await t.addIssue({project: 'WEB', title: 'Crashes'})
  expect(await writePending(t.db, 1)).toBe(1)
  expect(await writePending(t.db, 200)).toBe(1)
  expect(await writePending(t.db, 200)).toBe(0)
  expect([await countOf('crashes'), await countOf('cafe'), await countOf('a1b2c3')]).toEqual([
    2,
    1,
    undefined,
  ])
  must(await t.admin.patch(`/issues/${key}`, {title: 'Café crashes again'}), 200)
  await writeAllPending(t.db)
  expect([await countOf('crashes'), await countOf('again')]).toEqual([2, 1])
})

test('a change that commits while another one of the same issue is worked off is not lost', async () => {
  await t.addIssue({project: 'WEB', title: 'Login button'})
  const {rows} = await sql<{id: number}>`select max(id) id from issue`.execute(t.db)
  await t.db.transaction().execute(async (tx) => {
    await sql`update issue set title = 'Sitemap' where id = ${rows[0]?.id}`.execute(tx)
    await sql`insert into search_pending (issue_id) values (${rows[0]?.id})`.execute(tx)
    await writeAllPending(t.db)
  })
  expect(await writePending(t.db, 200)).toBe(1)
  expect(await countOf('sitemap')).toBe(1)
})

test('two at once share the work', async () => {
  for (let n = 0; n < 6; n++) await t.addIssue({project: 'WEB', title: `Number ${n} of many`})
  await sql`insert into search_pending (issue_id) select id from issue`.execute(t.db)
  await Promise.all([writeAllPending(t.db), writeAllPending(t.db), writePending(t.db, 3)])
  expect(await countOf('many')).toBe(6)
  const {rows} = await sql`select from search_pending`.execute(t.db)
  expect(rows).toEqual([])
})

test('a project knows its numbers while it grows, and afterwards by the clock', async () => {
  await writeAllPending(t.db)
  const before = await known()
  expect(before?.issues).toBeGreaterThan(0)
  await t.addIssue({project: 'WEB', title: 'One more'})
  await writeAllPending(t.db)
  expect(await known()).toMatchObject({issues: before?.issues, written: (before?.written ?? 0) + 1})
  await refreshAll(t.db)
  expect(await known()).toMatchObject({written: 0})
  const {rows} = await sql<{differ: number}>`
    select count(*)::integer differ from (select term, count(*) n from similar_posting group by term) p
      full join similar_term using (term) where n is distinct from similar_term.issues and similar_term.issues <> 0`.execute(
    t.db,
  )
  expect(rows[0]?.differ).toBe(0)
})

test('when reports become longer, all are weighed anew', async () => {
  const title = 'Quite a long title that says everything there is to say about broken things and more of them'
  for (let n = 0; n < 25; n++) await t.addIssue({project: 'WEB', title})
  await writeAllPending(t.db)
  await refreshAll(t.db)
  await writeAllPending(t.db)
  const {rows} = await sql<{weight: number; mean: number}>`
    select p.title_weight weight, s.title_length mean from similar_posting p join issue i on i.id = p.issue_id
      join similar_project s on s.project_id = p.project_id
    where i.title = 'Sitemap'`.execute(t.db)
  const [{weight, mean} = {weight: 0, mean: 0}] = rows
  expect(mean).toBeGreaterThan(6)
  expect(weight).toBeCloseTo((10_000 * 2.2) / (1 + 1.2 * (0.7 + 0.3 / mean)), -1)
})
