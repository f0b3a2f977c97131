import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {pageOf} from '../../core/http/cursor.ts'
import {must, startTestApp, type Client, type TestApp} from '../../testing/app.ts'
import {issueRowSchema, type IssueRow} from '../schemas.ts'
import {sortFields} from '../../../query/sort-fields.ts'

const pageSchema = pageOf(issueRowSchema)

let t: TestApp
let member: Client & {personId: number}
let viewer: Client
let outsider: Client

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'WEB'})
  await t.addProject({key: 'APP'})
  member = await t.addPerson({name: 'Mia Member', roles: {WEB: 'member', APP: 'member'}})
  viewer = await t.addPerson({roles: {WEB: 'viewer'}})
  outsider = await t.addPerson()
  for (let n = 1; n <= 11; n++)
    await t.addIssue({
      project: n % 3 === 0 ? 'APP' : 'WEB',
      type: n % 2 === 0 ? 'task' : 'bug',
      title: `Window number ${n} crashes`,
      priority: n % 4 === 0 ? 'urgent' : 'low',
      ...(n % 5 === 0 ? {dueOn: `2027-01-${10 + n}`} : {}),
      ...(n === 4 ? {assigneeId: member.personId, labels: ['Data loss']} : {}),
    })
  await t.addIssue({project: 'WEB', title: 'Private window', visibility: 'private'})
  must(await t.admin.put('/issues/WEB-1/closure', {resolution: 'fixed'}), 200)
})
afterAll(() => t.close())

async function list(
  by: Client,
  q: string,
  more = '',
): Promise<{items: IssueRow[]; nextCursor: string | null}> {
  return pageSchema.parse(must(await by.get(`/issues?q=${encodeURIComponent(q)}${more}`), 200).body)
}

async function keys(by: Client, q: string): Promise<string[]> {
  return (await list(by, q)).items.map(({key}) => key)
}

const sorts = Object.keys(sortFields)
  .flatMap((sort) => [`${sort}-asc`, `${sort}-desc`])
  .filter((sort) => sort !== 'relevance-asc')
const mixed = [
  'priority-desc,due-asc',
  'severity-asc,title-desc',
  'assignee-desc,key-asc',
  'status-desc,type-asc,created-asc',
]

describe.each([...sorts, ...mixed])('sort:%s', (sort) => {
  test('pages hold everything once, in the order of the whole', async () => {
    const whole = await keys(member, `sort:${sort}`)
    const found: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page = await list(member, `sort:${sort}`, `&limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`)
      found.push(...page.items.map(({key}) => key))
      cursor = page.nextCursor
    }
    expect(found).toEqual(whole)
    expect(new Set(found).size).toBe(11)
  })
})

test('it is sorted by what it says', async () => {
  const priorities = (await list(member, 'sort:priority-desc')).items.map(({priority}) => priority)
  expect(priorities).toEqual([
    ...Array.from({length: 2}, () => 'urgent'),
    ...Array.from({length: 9}, () => 'low'),
  ])
  const due = (await list(member, 'sort:due-asc')).items.map(({dueOn}) => dueOn)
  expect(due.slice(0, 3)).toEqual(['2027-01-15', '2027-01-20', null])
})

test.each([
  ['project:APP', 3],
  ['project:web,app type:task', 5],
  ['is:closed', 1],
  ['is:open project:WEB', 7],
  ['status:triage type:bug project:WEB', 3],
  ['status:triage,triage,triage,triage project:WEB is:open', 3],
  ['is:closed status:triage', 0],
  ['is:open status:resolved', 0],
  ['status:closed,resolved', 1],
  ['assignee:@me', 1],
  ['assignee:"Mia Member"', 1],
  ['assignee:none is:open', 9],
  ['label:"data LOSS"', 1],
  ['window cras', 11],
  ['"number 11"', 1],
  ['project:NONE', 0],
])('%s finds %i', async (q, count) => {
  expect(await keys(member, q)).toHaveLength(count)
})

test('nobody finds what is not theirs', async () => {
  expect(await keys(member, 'private window')).toEqual([])
  expect(await keys(t.admin, 'private window')).toHaveLength(1)
  expect((await keys(viewer, '')).every((key) => key.startsWith('WEB-'))).toBe(true)
  expect(await keys(outsider, '')).toEqual([])
  expect(await keys(outsider, 'project:WEB')).toEqual([])
  expect(await keys(t.anonymous, '')).toEqual([])
})

test('a mail address finds for who is of the house, and tells no customer or visitor whose it is', async () => {
  await t.addProject({key: 'PUB', visibility: 'public'})
  const {personId} = member
  await t.addIssue({project: 'PUB', title: 'Seen by all', visibility: 'public', assigneeId: personId})
  const {email} = await t.db
    .selectFrom('person')
    .select('email')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  const q = `project:PUB assignee:${email}`
  const contact = await t.addPerson({kind: 'contact'})
  expect(await keys(outsider, q)).toHaveLength(1)
  expect(await keys(contact, 'project:PUB')).toHaveLength(1)
  expect(await keys(contact, q)).toEqual([])
  expect(await keys(t.anonymous, q)).toEqual([])
})

test('what was remembered of a list ends with the rights it was read with', async () => {
  expect(await keys(outsider, 'is:open project:APP')).toEqual([])
  must(await t.admin.put(`/projects/APP/members/${outsider.personId}`, {role: 'viewer'}), 200)
  expect(await keys(outsider, 'is:open project:APP')).toHaveLength(3)
  must(await t.admin.delete(`/projects/APP/members/${outsider.personId}`), 204)
  expect(await keys(outsider, 'is:open project:APP')).toEqual([])
})

test.each([
  ['colour:red', 'colour'],
  ['is:lost', 'lost'],
  ['sort:size', 'size'],
])('%s is refused with what would do', async (q, detail) => {
  const refused = await member.get(`/issues?q=${encodeURIComponent(q)}`)
  expect(refused).toMatchObject({
    status: 400,
    body: {code: 'invalid', pointer: '/querystring/q', detail: expect.stringContaining(detail)},
  })
})

test('a cursor that is none is refused', async () => {
  expect((await member.get('/issues?cursor=nonsense')).body).toMatchObject({
    code: 'invalid',
    pointer: '/querystring/cursor',
  })
})
