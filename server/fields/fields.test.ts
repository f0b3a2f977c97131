import {sql} from 'kysely'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {must, startTestApp, type Client, type TestApp} from '../testing/app.ts'
import type {CreateField} from './schemas.ts'

let t: TestApp
let member: Client & {personId: number}
let outsider: Client

beforeAll(async () => {
  t = await startTestApp()
  for (const key of ['WEB', 'OPS']) await t.addProject({key})
  member = await t.addPerson({roles: {WEB: 'maintainer'}})
  outsider = await t.addPerson()
})
afterAll(() => t.close())

let counter = 0

/** Makes a field and gives its key. */
async function addField(field: Partial<CreateField> = {}): Promise<string> {
  const key = `field-${++counter}`
  const body = {key, name: `Field ${counter}`, kind: 'text', ...field}
  return must(await t.admin.post('/fields', body), 201).body.key as string
}

async function keysFor(client: Client, query = ''): Promise<string[]> {
  const {items} = must(await client.get(`/fields${query}`), 200).body
  return items.map(({key}: {key: string}) => key)
}

async function eventsOf(key: string) {
  const events = await t.db
    .selectFrom('event')
    .selectAll()
    .where('kind', 'like', 'field.%')
    .orderBy('id')
    .execute()
  return events.filter(({payload}) => payload['key'] === key)
}

async function customOf(key: string) {
  return must(await t.admin.get(`/issues/${key}`), 200).body.custom
}

test('an administrator adds a field, changes it, and the same again tells nobody', async () => {
  const created = must(
    await t.admin.post('/fields', {
      key: 'customer-tier',
      name: ' Customer tier ',
      kind: 'choice',
      choices: ['Gold', 'Silver'],
      projects: ['web'],
      types: ['ticket', 'bug'],
      isRequired: true,
    }),
    201,
  )
  expect(created.headers['etag']).toBe('"1"')
  expect(created.body).toMatchObject({
    key: 'customer-tier',
    name: 'Customer tier',
    kind: 'choice',
    choices: ['Gold', 'Silver'],
    description: '',
    projects: ['WEB'],
    types: ['bug', 'ticket'],
    isRequired: true,
    version: 1,
    archivedAt: null,
  })
  const change = {name: 'Tier', projects: ['WEB', 'OPS'], types: null, isRequired: false, position: 7}
  const changed = must(await t.admin.patch('/fields/customer-tier', change), 200)
  expect(changed.headers['etag']).toBe('"2"')
  expect(changed.body).toMatchObject({
    ...change,
    projects: ['OPS', 'WEB'],
    choices: ['Gold', 'Silver'],
    version: 2,
  })
  expect(must(await t.admin.patch('/fields/customer-tier', change), 200).body.version).toBe(2)

  const events = await eventsOf('customer-tier')
  expect(events.map(({kind, is_audit}) => [kind, is_audit])).toEqual([
    ['field.created', true],
    ['field.changed', true],
  ])
  expect(events[1]?.payload).toMatchObject({
    name: 'Tier',
    changes: {
      name: {from: 'Customer tier', to: 'Tier'},
      projects: {from: ['WEB'], to: ['OPS', 'WEB']},
      types: {from: ['bug', 'ticket'], to: null},
    },
  })
})

test('a repeated request makes one field', async () => {
  const body = {key: 'once', name: 'Once', kind: 'text'}
  const headers = {'idempotency-key': 'field-once'}
  const answers = [await t.admin.post('/fields', body, headers), await t.admin.post('/fields', body, headers)]
  expect(answers.map(({status}) => status)).toEqual([201, 201])
  expect(answers[0]?.text).toBe(answers[1]?.text)
})

test('others see the fields of their projects and change none', async () => {
  const everywhere = await addField()
  const web = await addField({projects: ['WEB']})
  const both = await addField({projects: ['WEB', 'OPS']})
  const ops = await addField({projects: ['OPS']})
  expect(await keysFor(member)).toEqual(expect.arrayContaining([everywhere, web, both]))
  expect(await keysFor(member)).not.toContain(ops)
  expect(await keysFor(outsider)).toContain(everywhere)
  expect(await keysFor(outsider)).not.toContain(web)
  const {items} = (await member.get('/fields')).body
  expect(items.find(({key}: {key: string}) => key === both).projects).toEqual(['WEB'])

  expect(await keysFor(t.admin, '?project=ops')).toEqual(expect.arrayContaining([everywhere, both, ops]))
  expect(await keysFor(t.admin, '?project=OPS')).not.toContain(web)
  expect((await member.get('/fields?project=OPS')).status).toBe(404)
  expect((await t.anonymous.get('/fields')).status).toBe(401)

  for (const [client, status] of [
    [member, 403],
    [outsider, 403],
    [t.anonymous, 401],
  ] as const)
    for (const answer of [
      await client.post('/fields', {key: 'mine', name: 'Mine', kind: 'text'}),
      await client.patch(`/fields/${web}`, {name: 'Mine'}),
      await client.put(`/fields/${web}/archive`),
      await client.delete(`/fields/${web}/archive`),
      await client.delete(`/fields/${web}`),
    ])
      expect(answer.status).toBe(status)
  expect((await eventsOf(web)).length).toBe(1)
})

test('what is not there is not found', async () => {
  for (const answer of [
    await t.admin.patch('/fields/nothing', {name: 'x'}),
    await t.admin.put('/fields/nothing/archive'),
    await t.admin.delete('/fields/nothing/archive'),
    await t.admin.delete('/fields/nothing'),
  ])
    expect(answer).toMatchObject({status: 404, body: {detail: 'No such field: nothing'}})
})

test('a key and a name are there once, also when they are asked for at once', async () => {
  const key = await addField({name: 'Region'})
  const again = (body: object) => t.admin.post('/fields', {key: 'area', name: 'Area', kind: 'text', ...body})
  expect(await again({key})).toMatchObject({status: 409, body: {pointer: '/key'}})
  expect(await again({name: 'rEGION'})).toMatchObject({
    status: 409,
    body: {pointer: '/name', detail: 'There is a field "Region" already'},
  })
  const other = await addField()
  expect((await t.admin.patch(`/fields/${other}`, {name: 'REGION'})).status).toBe(409)
  expect((await t.admin.patch(`/fields/${key}`, {name: 'REGION'})).status).toBe(200)
  const answers = await Promise.all(['one', 'two', 'three'].map((key) => again({key, name: 'Same'})))
  expect(answers.map(({status}) => `${status}`).toSorted()).toEqual(['201', '409', '409'])
})

test.each([
  [{key: 'Tier'}, '/key'],
  [{key: '2tier'}, '/key'],
  [{key: 'tier-'}, '/key'],
  [{key: 'status'}, '/key'],
  [{key: 'sprint'}, '/key'],
  [{key: 'x'.repeat(41)}, '/key'],
  [{name: ' '}, '/name'],
  [{name: 'two\nlines'}, '/name'],
  [{kind: 'colour'}, '/kind'],
  [{kind: 'choice'}, '/choices'],
  [{kind: 'choice', choices: ['a', 'A']}, '/choices'],
  [{kind: 'number', choices: ['a']}, '/choices'],
  [{projects: ['WEB', 'NOPE']}, '/projects/1'],
  [{projects: []}, '/projects'],
  [{types: ['epic']}, '/types/0'],
  [{position: -1}, '/position'],
  [{color: 'red'}, ''],
])('%j is refused at %s', async (body, pointer) => {
  const refused = await t.admin.post('/fields', {key: 'refused', name: 'Refused', kind: 'text', ...body})
  expect(refused).toMatchObject({status: 400, body: {pointer}})
})

test('the key and the kind stay', async () => {
  const key = await addField()
  expect((await t.admin.patch(`/fields/${key}`, {key: 'other'})).status).toBe(400)
  expect((await t.admin.patch(`/fields/${key}`, {kind: 'number'})).status).toBe(400)
})

test('a change that builds upon an older version is refused with the present one', async () => {
  const key = await addField()
  must(await t.admin.patch(`/fields/${key}`, {description: 'First'}, {'if-match': '"1"'}), 200)
  const stale = await t.admin.patch(`/fields/${key}`, {description: 'Second'}, {'if-match': '"1"'})
  expect(stale).toMatchObject({status: 412, body: {current: {description: 'First', version: 2}}})
  must(await t.admin.patch(`/fields/${key}`, {description: 'Second'}, {'if-match': '*'}), 200)
})

test('an archived field keeps its values and takes no new ones, until it comes back', async () => {
  const key = await addField()
  const issue = await t.addIssue({project: 'WEB', custom: {[key]: 'kept'}})
  expect(must(await t.admin.put(`/fields/${key}/archive`), 200).body.archivedAt).not.toBeNull()
  must(await t.admin.put(`/fields/${key}/archive`), 200)
  expect(await keysFor(t.admin)).not.toContain(key)
  expect(await keysFor(t.admin, '?all=true')).toContain(key)

  expect(await customOf(issue)).toEqual({[key]: 'kept'})
  must(await t.admin.patch(`/issues/${issue}`, {custom: {[key]: 'kept'}}), 200)
  expect(await t.admin.patch(`/issues/${issue}`, {custom: {[key]: 'new'}})).toMatchObject({
    status: 400,
    body: {pointer: `/custom/${key}`, detail: expect.stringContaining('is archived')},
  })
  expect(must(await t.admin.patch(`/issues/${issue}`, {custom: {[key]: null}}), 200).body.custom).toEqual({})

  expect(must(await t.admin.delete(`/fields/${key}/archive`), 200).body.archivedAt).toBeNull()
  must(await t.admin.patch(`/issues/${issue}`, {custom: {[key]: 'new'}}), 200)
  expect((await eventsOf(key)).map(({kind}) => kind)).toEqual([
    'field.created',
    'field.archived',
    'field.unarchived',
  ])
})

test('one in use is not deleted, be it by an issue in the bin', async () => {
  const key = await addField({name: 'Used'})
  const issue = await t.addIssue({project: 'WEB', custom: {[key]: 'a'}})
  const binned = await t.addIssue({project: 'OPS', custom: {[key]: 'b'}})
  must(await t.admin.delete(`/issues/${binned}`), 204)
  expect(await t.admin.delete(`/fields/${key}`)).toMatchObject({
    status: 409,
    body: {detail: 'Cannot delete field "Used": 2 issues have a value; archive it instead'},
  })
  must(await t.admin.patch(`/issues/${issue}`, {custom: {[key]: null}}), 200)
  expect((await t.admin.delete(`/fields/${key}`)).body.detail).toContain('1 issue has a value')

  const unused = await addField()
  must(await t.admin.delete(`/fields/${unused}`), 204)
  expect((await t.admin.delete(`/fields/${unused}`)).status).toBe(404)
  expect((await eventsOf(unused)).map(({kind}) => kind)).toEqual(['field.created', 'field.deleted'])
})

test('issues follow a renamed choice, in the bin too, and only the field tells', async () => {
  const key = await addField({kind: 'choice', choices: ['gold', 'silver', 'iron']})
  const other = await addField({kind: 'choice', choices: ['gold']})
  const [a, b, c] = [
    await t.addIssue({project: 'WEB', custom: {[key]: 'gold', [other]: 'gold'}}),
    await t.addIssue({project: 'WEB', custom: {[key]: 'silver'}}),
    await t.addIssue({project: 'WEB', custom: {[key]: 'iron'}}),
  ]
  const binned = await t.addIssue({project: 'WEB', custom: {[key]: 'gold'}})
  must(await t.admin.delete(`/issues/${binned}`), 204)
  const {count} = await countEvents()

  const rename = {renamedChoices: {gold: 'silver', silver: 'Gold'}}
  const {body} = must(await t.admin.patch(`/fields/${key}`, rename), 200)
  expect(body.choices).toEqual(['silver', 'Gold', 'iron'])
  expect(await customOf(a)).toEqual({[key]: 'silver', [other]: 'gold'})
  expect(await customOf(b)).toEqual({[key]: 'Gold'})
  expect(await customOf(c)).toEqual({[key]: 'iron'})
  expect((await t.admin.get(`/issues/${a}`)).body.version).toBe(2)
  expect((await t.admin.get(`/issues/${c}`)).body.version).toBe(1)
  const {rows} =
    await sql`select from issue where deleted_at is not null and custom ->> ${key} = 'silver'`.execute(t.db)
  expect(rows).toHaveLength(1)
  expect((await countEvents()).count).toBe(count + 1)
  expect((await eventsOf(key)).at(-1)?.payload).toMatchObject({renamedChoices: rename.renamedChoices})
})

async function countEvents() {
  return t.db
    .selectFrom('event')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
}

test('a choice that is renamed to another becomes one with it; asking again changes nothing', async () => {
  const key = await addField({kind: 'choice', choices: ['gold', 'silver']})
  const issue = await t.addIssue({project: 'WEB', custom: {[key]: 'silver'}})
  const merge = {renamedChoices: {silver: 'gold'}}
  expect(must(await t.admin.patch(`/fields/${key}`, merge), 200).body).toMatchObject({
    choices: ['gold'],
    version: 2,
  })
  expect(must(await t.admin.patch(`/fields/${key}`, merge), 200).body.version).toBe(2)
  expect(await customOf(issue)).toEqual({[key]: 'gold'})
})

test('a choice that an issue has is not taken away', async () => {
  const key = await addField({kind: 'choice', choices: ['gold', 'silver']})
  await t.addIssue({project: 'WEB', custom: {[key]: 'gold'}})
  expect(await t.admin.patch(`/fields/${key}`, {choices: ['silver']})).toMatchObject({
    status: 409,
    body: {
      pointer: '/choices',
      detail: 'Cannot remove choice "gold": 1 issue has it; rename it to another instead',
    },
  })
  expect((await t.admin.patch(`/fields/${key}`, {choices: ['gold', 'iron']})).body.choices).toEqual([
    'gold',
    'iron',
  ])
})

test('a choice that too many issues have is not renamed, and one of many is', async () => {
  const key = await addField({kind: 'choice', choices: ['gold', 'silver']})
  const issue = await t.addIssue({project: 'WEB'})
  const custom = JSON.stringify({[key]: 'gold'})
  const copies = (first: number, last: number) =>
    sql`
    insert into issue (project_id, number, type_id, status_id, category, reporter_id, created_at, updated_at, title, custom)
    select project_id, 100000 + n, type_id, status_id, category, reporter_id, created_at, updated_at, title, ${custom}::jsonb
    from issue, generate_series(${first}::integer, ${last}::integer) n
    where number = ${Number(issue.split('-')[1])}
      and project_id = (select id from project where key = 'WEB')`.execute(t.db)
  await copies(1, 2500)
  must(await t.admin.patch(`/fields/${key}`, {renamedChoices: {gold: 'Gold'}}), 200)
  const {rows} = await sql<{count: number}>`
    select count(*) count from issue where custom @> ${JSON.stringify({[key]: 'Gold'})}::jsonb`.execute(t.db)
  expect(rows[0]?.count).toBe(2500)

  await sql`update issue set custom = ${custom}::jsonb where number > 100000`.execute(t.db)
  must(await t.admin.patch(`/fields/${key}`, {renamedChoices: {Gold: 'gold'}}), 200)
  await copies(2501, 10_001)
  expect(await t.admin.patch(`/fields/${key}`, {renamedChoices: {gold: 'Gold'}})).toMatchObject({
    status: 409,
    body: {pointer: '/renamedChoices', detail: 'Cannot rename choices that more than 10000 issues have'},
  })
})
