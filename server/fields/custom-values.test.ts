import {afterAll, beforeAll, expect, test} from 'vitest'
import {loadActorOf} from '../core/load-actor.ts'
import {runBulkChange} from '../issues/bulk/run-bulk-change.ts'
import {must, startTestApp, type Client, type TestApp} from '../testing/app.ts'
import {isFieldSeen} from './field-cache.ts'

let t: TestApp
let member: Client & {personId: number}
let reporter: Client & {personId: number}
let outsider: Client & {personId: number}

beforeAll(async () => {
  t = await startTestApp()
  for (const key of ['WEB', 'OPS']) await t.addProject({key})
  member = await t.addPerson({name: 'Mo Member', roles: {WEB: 'member', OPS: 'member'}})
  reporter = await t.addPerson({name: 'Ro Reporter', roles: {WEB: 'reporter'}})
  outsider = await t.addPerson()
  for (const field of [
    {key: 'note-to-self', name: 'Note to self', kind: 'text'},
    {key: 'impact', name: 'Impact', kind: 'number'},
    {key: 'promised', name: 'Promised for', kind: 'date'},
    {key: 'billable', name: 'Billable', kind: 'boolean'},
    {key: 'tier', name: 'Tier', kind: 'choice', choices: ['Gold', 'Silver']},
    {key: 'tester', name: 'Tester', kind: 'person'},
    {key: 'design', name: 'Design', kind: 'url'},
    {key: 'web-only', name: 'Web only', kind: 'text', projects: ['WEB']},
    {key: 'ops-only', name: 'Ops only', kind: 'text', projects: ['OPS']},
  ])
    must(await t.admin.post('/fields', field), 201)
})
afterAll(() => t.close())

async function show(key: string, client: Client = t.admin) {
  return must(await client.get(`/issues/${key}`), 200).body
}

async function lastEvent(key: string) {
  return must(await t.admin.get(`/issues/${key}/events?limit=200`), 200).body.items.at(-1)
}

async function run(body: object) {
  const {id} = must(await member.post('/issues/bulk', body), 202).body
  return finish(id)
}

async function finish(id: number) {
  await runBulkChange({db: t.db, services: t.services, log: t.app.log}, id)
  return must(await member.get(`/bulk-changes/${id}`), 200).body
}

test('who may report sets values, and everybody who sees the issue reads them in the order of the fields', async () => {
  const custom = {
    tester: member.personId,
    design: 'https://example.org/x',
    tier: 'gold',
    billable: false,
    promised: '2030-01-31',
    impact: 0.5,
    'note-to-self': ' Ask first ',
  }
  const key = must(await reporter.post('/issues', {project: 'WEB', title: 'New', custom}), 201).body.key
  const shown = (await show(key, reporter)).custom
  expect(shown).toEqual({
    ...custom,
    tier: 'Gold',
    'note-to-self': 'Ask first',
    tester: {id: member.personId, name: 'Mo Member'},
  })
  expect(Object.keys(shown)).toEqual([
    'note-to-self',
    'impact',
    'promised',
    'billable',
    'tier',
    'tester',
    'design',
  ])
  expect((await show(await t.addIssue({project: 'WEB'}))).custom).toEqual({})
  expect((await outsider.get(`/issues/${key}`)).status).toBe(404)
})

test('a change merges by key, null takes away, and the history says from what to what', async () => {
  const key = await t.addIssue({project: 'WEB', custom: {tier: 'Gold', impact: 1, tester: reporter.personId}})
  const changed = await member.patch(`/issues/${key}`, {
    custom: {tier: null, tester: member.personId, billable: true, promised: null},
  })
  const tester = {id: member.personId, name: 'Mo Member'}
  expect(changed).toMatchObject({
    status: 200,
    body: {version: 2, custom: {impact: 1, tester, billable: true}},
  })
  expect(changed.body.custom).not.toHaveProperty('tier')
  expect(await lastEvent(key)).toMatchObject({
    kind: 'issue.changed',
    changes: {
      'custom.billable': {from: null, to: true},
      'custom.tester': {from: {id: reporter.personId, name: 'Ro Reporter'}, to: tester},
      'custom.tier': {from: 'Gold', to: null},
    },
  })
})

test('asking for what is there changes nothing and tells nobody', async () => {
  const key = await t.addIssue({project: 'WEB', custom: {tier: 'Gold', impact: 1}})
  for (const custom of [{tier: 'Gold'}, {tier: 'GOLD', impact: 1}, {promised: null}, {}])
    expect(must(await member.patch(`/issues/${key}`, {custom}), 200).body.version).toBe(1)
  expect((await lastEvent(key)).kind).toBe('issue.created')
})

test('a reporter changes none, and an outsider finds no issue', async () => {
  const key = must(await reporter.post('/issues', {project: 'WEB', title: 'Mine'}), 201).body.key
  expect((await reporter.patch(`/issues/${key}`, {custom: {tier: 'Gold'}})).status).toBe(403)
  expect((await outsider.patch(`/issues/${key}`, {custom: {tier: 'Gold'}})).status).toBe(404)
  expect((await t.anonymous.patch(`/issues/${key}`, {custom: {tier: 'Gold'}})).status).toBe(401)
})

test.each([
  [{'note-to-self': 5}, '/custom/note-to-self'],
  [{impact: 'high'}, '/custom/impact'],
  [{promised: '2030-02-30'}, '/custom/promised'],
  [{billable: 'yes'}, '/custom/billable'],
  [{tier: 'Bronze'}, '/custom/tier'],
  [{tester: 999_999}, '/custom/tester'],
  [{design: 'javascript:alert(1)'}, '/custom/design'],
  [{tier: ['Gold']}, '/custom/tier'],
  [{tier: {id: 1}}, '/custom/tier'],
  [{nonsense: 1}, '/custom/nonsense'],
  [{constructor: 1}, '/custom/constructor'],
  [{'a/b': 1}, '/custom/a~1b'],
  [{'ops-only': 'x'}, '/custom/ops-only'],
  [[], '/custom'],
])('%j is refused at %s', async (custom, pointer) => {
  const key = await t.addIssue({project: 'WEB'})
  for (const refused of [
    await member.patch(`/issues/${key}`, {custom}),
    await member.post('/issues', {project: 'WEB', title: 'x', custom}),
  ])
    expect(refused).toMatchObject({status: 400, body: {code: 'invalid', pointer}})
})

test('a text has at most 10,000 characters', async () => {
  const body = {project: 'WEB', title: 'x', custom: {'note-to-self': 'x'.repeat(10_000)}}
  must(await member.post('/issues', body), 201)
  body.custom['note-to-self'] += 'x'
  expect(await member.post('/issues', body)).toMatchObject({
    status: 400,
    body: {pointer: '/custom/note-to-self', detail: expect.stringContaining('10000 characters')},
  })
})

test('who left is not set anew, and stays where they were', async () => {
  const {personId} = await t.addPerson({name: 'Lee Left'})
  const key = await t.addIssue({project: 'WEB', custom: {tester: personId}})
  must(await t.admin.put(`/people/${personId}/archive`), 204)
  must(await member.patch(`/issues/${key}`, {custom: {tester: personId, impact: 3}}), 200)
  expect((await show(key)).custom).toEqual({impact: 3, tester: {id: personId, name: 'Lee Left'}})
  const other = await t.addIssue({project: 'WEB'})
  expect((await member.patch(`/issues/${other}`, {custom: {tester: personId}})).status).toBe(400)
})

test('a required field is needed for new issues of its types and projects, and for no others', async () => {
  const old = await t.addIssue({project: 'WEB', type: 'ticket'})
  const field = {
    key: 'region',
    name: 'Region',
    kind: 'text',
    isRequired: true,
    types: ['ticket'],
    projects: ['WEB'],
  }
  must(await t.admin.post('/fields', field), 201)
  const create = (issue: object) =>
    member.post('/issues', {project: 'WEB', type: 'ticket', title: 'x', ...issue})
  for (const custom of [undefined, {}, {region: null}, {impact: 1}])
    expect(await create({custom})).toMatchObject({
      status: 400,
      body: {pointer: '/custom/region', detail: 'Region is needed'},
    })
  must(await create({custom: {region: 'North'}}), 201)
  must(await create({type: 'bug'}), 201)
  must(await create({project: 'OPS'}), 201)
  must(await member.patch(`/issues/${old}`, {title: 'Still changes', custom: {impact: 2}}), 200)

  must(await t.admin.put('/fields/region/archive'), 200)
  must(await create({}), 201)
  must(await t.admin.delete('/fields/region/archive'), 200)
  must(await t.admin.patch('/fields/region', {isRequired: false}), 200)
  must(await create({}), 201)
})

test('a moved issue loses the values that its new project has no field for, and the event says which', async () => {
  const key = await t.addIssue({project: 'WEB', custom: {'web-only': 'here', tier: 'Silver'}})
  const moved = must(await member.put(`/issues/${key}/project`, {project: 'OPS'}), 200).body
  expect(moved.custom).toEqual({tier: 'Silver'})
  expect(await lastEvent(moved.key)).toMatchObject({
    kind: 'issue.moved',
    changes: {'custom.web-only': {from: 'here', to: null}},
  })
})

test('a value stays when the project no longer has the field, and can be taken away', async () => {
  must(await t.admin.post('/fields', {key: 'narrow', name: 'Narrow', kind: 'text'}), 201)
  const key = await t.addIssue({project: 'OPS', custom: {narrow: 'was here'}})
  must(await t.admin.patch('/fields/narrow', {projects: ['WEB']}), 200)
  expect((await show(key)).custom).toEqual({narrow: 'was here'})
  expect((await member.patch(`/issues/${key}`, {custom: {narrow: 'anew'}})).status).toBe(400)
  expect(must(await member.patch(`/issues/${key}`, {custom: {narrow: null}}), 200).body.custom).toEqual({})
})

test('a bulk change sets values, and undo sets back what nobody changed since', async () => {
  const [a, b, c] = [
    await t.addIssue({project: 'WEB', custom: {tier: 'Silver', tester: reporter.personId}}),
    await t.addIssue({project: 'WEB', custom: {impact: 9}}),
    await t.addIssue({project: 'OPS'}),
  ]
  const custom = {tier: 'gold', tester: member.personId}
  const bulk = await run({keys: [a, b, c], change: {custom}})
  expect(bulk).toMatchObject({state: 'done', changed: 3, failures: []})
  expect((await show(b)).custom).toMatchObject({tier: 'Gold', impact: 9, tester: {id: member.personId}})
  expect(await run({keys: [a, b, c], change: {custom}})).toMatchObject({changed: 0, failures: []})

  must(await member.patch(`/issues/${c}`, {custom: {tier: 'Silver'}}), 200)
  const {id} = must(await member.post(`/bulk-changes/${bulk.id}/undo`), 202).body
  expect(await finish(id)).toMatchObject({
    changed: 3,
    failures: [{key: c, reason: 'Changed since: custom.tier'}],
  })
  expect((await show(a)).custom).toEqual({
    tier: 'Silver',
    tester: {id: reporter.personId, name: 'Ro Reporter'},
  })
  expect((await show(b)).custom).toEqual({impact: 9})
  expect((await show(c)).custom).toEqual({tier: 'Silver'})
})

test('an issue that cannot have a value is named by a bulk change, and the others get it', async () => {
  const [web, ops] = [await t.addIssue({project: 'WEB'}), await t.addIssue({project: 'OPS'})]
  const bulk = await run({keys: [web, ops], change: {custom: {'web-only': 'x'}}})
  expect(bulk).toMatchObject({
    changed: 1,
    failures: [{key: ops, reason: 'This project has no field "web-only"'}],
  })
})

test('an issue that comes out of the bin has its values', async () => {
  const key = await t.addIssue({project: 'WEB', custom: {tier: 'Gold'}})
  const {id} = await show(key)
  must(await t.admin.delete(`/issues/${key}`), 204)
  must(await t.admin.put(`/bin/${id}/restoration`), 200)
  expect((await show(key)).custom).toEqual({tier: 'Gold'})
})

test('a writer and an administrator who renames the choice meet without leaving the old name behind', async () => {
  const field = {key: 'raced', name: 'Raced', kind: 'choice', choices: ['old', 'other']}
  must(await t.admin.post('/fields', field), 201)
  const keys = await Promise.all(
    [1, 2, 3, 4, 5, 6].map(() => t.addIssue({project: 'WEB', custom: {raced: 'other'}})),
  )
  const [renamed, ...answers] = await Promise.all([
    t.admin.patch('/fields/raced', {renamedChoices: {old: 'new', other: 'another'}}),
    ...keys.map((key) => member.patch(`/issues/${key}`, {custom: {raced: 'old'}})),
  ])
  expect(renamed.status).toBe(200)
  expect(answers.filter(({status}) => status !== 200 && status !== 400)).toEqual([])
  for (const key of keys) expect(['new', 'another']).toContain((await show(key)).custom.raced)
})

test('what is known of the fields is remembered until one changes, and told of to who sees them', async () => {
  const known = async () => {
    const fields = await t.services.fields.load(t.db)
    return fields.map(({key}) => key)
  }
  const before = await known()
  expect(await t.services.fields.load(t.db)).toBe(await t.services.fields.load(t.db))
  must(await t.admin.post('/fields', {key: 'late', name: 'Late', kind: 'date'}), 201)
  expect(await known()).toEqual([...before, 'late'])
  const actor = await loadActorOf(t.db, reporter.personId)
  const seen = (await t.services.fields.load(t.db)).filter((field) => isFieldSeen(actor, field))
  expect(seen.map(({key}) => key)).not.toContain('ops-only')
  expect(seen.map(({key}) => key)).toContain('web-only')
})
