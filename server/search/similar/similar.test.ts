import {sql} from 'kysely'
import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest'
import {writeAllPending} from '../pending.ts'
import {must, startTestApp, type Client, type TestApp} from '../../testing/app.ts'

let t: TestApp
let project: string
let member: Client & {personId: number}
let counter = 0

beforeAll(async () => {
  t = await startTestApp()
})
afterAll(() => t.close())

beforeEach(async () => {
  project = await t.addProject({key: `S${++counter}`})
  member = await t.addPerson({roles: {[project]: 'member'}})
})

interface Item {
  key: string
  score: number
  isLikely: boolean
  because: {key: string}[]
}

async function similar(title: string, by: Client = member, more = ''): Promise<Item[]> {
  const answer = await by.get(`/issues/similar?project=${project}&title=${encodeURIComponent(title)}${more}`)
  return must(answer, 200).body.items
}

async function keys(title: string, by: Client = member, more = ''): Promise<string[]> {
  return (await similar(title, by, more)).map(({key}) => key)
}

async function ofReport(report: object): Promise<Item[]> {
  return must(await member.post('/issues/similar', {project, ...report}), 200).body.items
}

async function ofIssue(key: string): Promise<string[]> {
  return must(await member.get(`/issues/${key}/similar`), 200).body.items.map((item: Item) => item.key)
}

const add = (title: string, more: Record<string, unknown> = {}): Promise<string> =>
  t.addIssue({project, title, ...more})

async function addOthers(): Promise<void> {
  for (const title of ['Map tiles stay grey', 'Export to CSV misses a column', 'Dark mode flickers at dawn'])
    await add(title)
}

test('finds what was just written, what is most alike first', async () => {
  await addOthers()
  const near = await add('Login button does nothing on Android')
  const nearer = await add('Login button does nothing after rotating the tablet')
  expect(await keys('Login button does nothing after rotating')).toEqual([nearer, near])
  expect(await keys('zebra')).toEqual([])
})

test('finds what a text was changed to, and no more what it was', async () => {
  const key = await add('Login button does nothing')
  expect(await keys('login button')).toEqual([key])
  must(await t.admin.patch(`/issues/${key}`, {title: 'Sitemap is empty'}), 200)
  expect(await keys('login button')).toEqual([])
  expect(await keys('empty sitemap')).toEqual([key])
})

test('a row says what a list says, with score and reasons', async () => {
  const key = await add('Login button does nothing')
  const [item] = await similar('Login button does nothing')
  expect(item).toMatchObject({key, title: 'Login button does nothing', because: [], isLikely: true})
})

test('while a word is being typed, only its words that are known count', async () => {
  await add('Login button does nothing')
  const [typing] = await similar('Login button xyzz')
  const [typed] = await similar('Login button')
  expect(typing?.score).toBe(typed?.score)
  const [complete] = await similar('Login button xyzz ')
  expect(complete?.score).toBeLessThan(typed?.score ?? 0)
})

test('takes a whole report, whatever field its words stand in', async () => {
  await addOthers()
  const error = 'java.lang.IllegalStateException at com.example.Uploader.flush(Uploader.java:42)'
  const key = await add('Upload fails', {actual: error})
  for (const field of ['body', 'steps', 'expected', 'actual', 'error'])
    expect((await ofReport({title: 'Cannot send', [field]: error}))[0]?.key, field).toBe(key)
  expect(await ofReport({title: ''})).toEqual([])
})

test('writes nothing for who asks, so a key that may only read may ask', async () => {
  const key = await add('Login button does nothing')
  const reader = await t.addPerson({roles: {[project]: 'viewer'}, scope: 'read'})
  expect(await keys('login button', reader)).toEqual([key])
  must(await reader.post('/issues/similar', {project, title: 'login button'}), 200)
})

test('another component speaks against it', async () => {
  const add2 = async (name: string): Promise<number> =>
    must(await t.admin.post(`/projects/${project}/components`, {name}), 201).body.id
  const [web, app] = [await add2('Web'), await add2('App')]
  const key = await add('Login button does nothing', {componentIds: [web]})
  const score = async (more: string) => (await similar('login button', member, more))[0]?.score ?? 0
  const same = await score('&component=web')
  expect(await score('')).toBe(same)
  expect(await score(`&component=${app}`)).toBeCloseTo(same - 1.8)
  expect(await score(`&component=App&component=Web`)).toBe(same)
  const {items} = must(
    await member.post('/issues/similar', {project, title: 'Login button', componentIds: [app]}),
    200,
  ).body
  expect(items[0]).toMatchObject({key, score: expect.closeTo(same - 1.8)})
})

test('open ones come before done ones, and old ones are left out', async () => {
  const done = await add('Login button does nothing')
  const open = await add('Login button does nothing')
  must(await t.admin.put(`/issues/${done}/closure`, {resolution: 'fixed'}), 200)
  expect(await keys('login button')).toEqual([open, done])
  await sql`update issue set created_at = created_at - interval '400 days'
    where number = ${Number(done.split('-')[1])} and project_id = (select id from project where key = ${project})`.execute(
    t.db,
  )
  expect(await keys('login button')).toEqual([open])
  expect(await keys('login button', member, '&days=500')).toEqual([open, done])
})

test('shows nobody what they may not see', async () => {
  const open = await add('Login button does nothing', {visibility: 'project'})
  const secret = await add('Login button does nothing', {visibility: 'private'})
  const viewer = await t.addPerson({roles: {[project]: 'viewer'}})
  expect(await keys('login button', t.admin)).toHaveLength(2)
  expect(await keys('login button', viewer)).toEqual([open])
  expect((await viewer.get(`/issues/${secret}/similar`)).status).toBe(404)
  const outsider = await t.addPerson()
  const path = `/issues/similar?project=${project}&title=login`
  for (const by of [outsider, t.anonymous]) expect((await by.get(path)).status).toBe(404)
  expect((await outsider.post('/issues/similar', {project, title: 'login'})).status).toBe(404)
  expect((await t.anonymous.post('/issues/similar', {project, title: 'login'})).status).toBe(401)
  expect((await outsider.get('/issues/similar?project=NONE&title=login')).status).toBe(404)
})

test('visitors and contacts see the public ones, however many others are more alike', async () => {
  project = await t.addProject({key: `S${++counter}`, visibility: 'public'})
  const open = await add('Login button does nothing on the phone of my uncle', {visibility: 'public'})
  const contact = await t.addPerson({kind: 'contact'})
  const id = (
    await t.db.selectFrom('project').select('id').where('key', '=', project).executeTakeFirstOrThrow()
  ).id
  // More than are scored exactly.
  await sql`
    insert into issue (project_id, number, type_id, status_id, category, visibility, reporter_id, created_at, updated_at, title)
    select ${id}, 1000 + n, i.type_id, i.status_id, 'open', 'project', i.reporter_id, now(), now(), 'Login button does nothing'
    from issue i, generate_series(1, 350) n where i.project_id = ${id}`.execute(t.db)
  await sql`insert into search_pending (issue_id) select id from issue where project_id = ${id}`.execute(t.db)
  await writeAllPending(t.db)
  expect(await keys('login button', t.admin, '&limit=50')).not.toContain(open)
  expect(await keys('login button', t.anonymous)).toEqual([open])
  expect(await keys('login button', contact)).toEqual([open])
})

test('a duplicate leads to its original, which is shown once and says why', async () => {
  const original = await add('Nobody can sign in')
  const first = await add('Login button does nothing')
  const second = await add('Login button does nothing at all')
  must(await t.admin.put(`/issues/${first}/closure`, {duplicateOf: original}), 200)
  must(await t.admin.put(`/issues/${second}/closure`, {duplicateOf: first}), 200)
  const items = await similar('login button does nothing')
  expect(items.map(({key}) => key)).toEqual([original])
  expect(items[0]?.because.map(({key}) => key).toSorted()).toEqual([first, second].toSorted())
})

test('an original that is hidden stays so: the duplicate is shown by itself', async () => {
  const original = await add('Nobody can sign in', {visibility: 'private'})
  const duplicate = await add('Login button does nothing')
  must(await t.admin.put(`/issues/${duplicate}/closure`, {duplicateOf: original}), 200)
  expect(await similar('login button')).toMatchObject([{key: duplicate, because: []}])
  expect(await similar('login button', t.admin)).toMatchObject([{key: original, because: [{key: duplicate}]}])
})

test('for an issue that is there: others, not itself nor its own duplicates', async () => {
  const key = await add('Login button does nothing')
  const other = await add('Login button is grey')
  const duplicate = await add('Login button does nothing at all')
  expect(new Set(await ofIssue(key))).toEqual(new Set([other, duplicate]))
  must(await t.admin.put(`/issues/${duplicate}/closure`, {duplicateOf: key}), 200)
  expect(await ofIssue(key)).toEqual([other])
})

test('what a person told apart is not suggested again', async () => {
  const key = await add('Login button does nothing')
  const other = await add('Login button does nothing at all')
  const {id} = must(
    await t.admin.post(`/issues/${key}/relations`, {kind: 'duplicates', otherKey: other}),
    201,
  ).body
  expect(await ofIssue(key)).toEqual([other])
  must(await t.admin.delete(`/relations/${id}`), 204)
  expect(await ofIssue(key)).toEqual([])
  must(await t.admin.post(`/issues/${key}/relations`, {kind: 'duplicates', otherKey: other}), 201)
  expect(await ofIssue(key)).toEqual([other])
})

test('leaves out what lies in the bin, and forgets what is purged', async () => {
  const key = await add('Login button does nothing')
  expect(await keys('login button')).toEqual([key])
  must(await t.admin.delete(`/issues/${key}`), 204)
  expect(await keys('login button')).toEqual([])
  const {items} = must(await t.admin.get('/bin'), 200).body
  const {id} = items.find((item: {key: string}) => item.key === key)
  must(await t.admin.delete(`/bin/${id}`), 204)
  const {rows} = await sql`select from similar_posting where issue_id = ${id}`.execute(t.db)
  expect(rows).toEqual([])
})

test('follows an issue into another project', async () => {
  const target = await t.addProject({key: `S${++counter}`})
  const key = await add('Login button does nothing')
  expect(await keys('login button')).toEqual([key])
  const moved = must(await t.admin.put(`/issues/${key}/project`, {project: target}), 200).body.key
  expect(await keys('login button')).toEqual([])
  project = target
  expect(await keys('login button', t.admin)).toEqual([moved])
})

test('a former key leads to the issue', async () => {
  const target = await t.addProject({key: `S${++counter}`})
  const key = await add('Login button does nothing')
  const moved = must(await t.admin.put(`/issues/${key}/project`, {project: target}), 200).body.key
  const answer = await t.admin.get(`/issues/${key}/similar`)
  expect(answer).toMatchObject({status: 301, headers: {location: `/api/v1/issues/${moved}/similar`}})
})

test.each([
  ['title=x', '/querystring/project'],
  ['project=WEB', '/querystring/title'],
  ['project=WEB&title=x&limit=0', '/querystring/limit'],
  ['project=WEB&title=x&days=none', '/querystring/days'],
])('%s is refused at %s', async (query, pointer) => {
  expect(await member.get(`/issues/similar?${query}`)).toMatchObject({status: 400, body: {pointer}})
})

test('a report with a field that it does not have is refused', async () => {
  expect((await member.post('/issues/similar', {project, titel: 'x'})).status).toBe(400)
})
