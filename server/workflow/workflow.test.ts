import {afterAll, beforeAll, expect, test} from 'vitest'
import type {Standing} from '../core/roles.ts'
import {startTestApp, type TestApp} from '../testing/app.ts'
import {getStatus, type StatusRecord} from './queries.ts'
import {assertTransition} from './transitions.ts'

let t: TestApp
let workflowId: number
let status: Record<string, StatusRecord>

beforeAll(async () => {
  t = await startTestApp()
  await t.admin.post('/projects', {key: 'WEB', name: 'Web', visibility: 'public', types: ['task', 'bug']})
  ;({id: workflowId} = await t.db
    .selectFrom('workflow')
    .select('id')
    .where('key', '=', 'work')
    .executeTakeFirstOrThrow())
  const keys = ['todo', 'in-progress', 'done', 'closed']
  const statuses = await Promise.all(keys.map((key) => getStatus(t.db, workflowId, key)))
  status = Object.fromEntries(statuses.map((record) => [record.key, record]))
})
afterAll(() => t.close())

function named(key: string): StatusRecord {
  const record = status[key]
  if (record === undefined) throw new Error(`No status ${key}`)
  return record
}

function change(from: string, to: string, role: Standing = 'member', fields: Record<string, unknown> = {}) {
  return assertTransition(t.db, {from: named(from), to: named(to), role, fields, action: 'change WEB-1'})
}

test('types come with their form and statuses, in their order', async () => {
  const {body} = await t.anonymous.get('/types')
  expect(body.items.map(({key}: {key: string}) => key)).toEqual([
    'bug',
    'feature',
    'improvement',
    'task',
    'documentation',
    'question',
    'ticket',
  ])
  expect(body.items[0]).toMatchObject({kind: 'defect', workflow: 'defect', icon: 'bug', form: {required: []}})
  expect(body.items[0].statuses[0]).toEqual({key: 'new', name: 'New', category: 'triage', isInitial: true})
})

test('a project has its own types, and a hidden one is not found', async () => {
  const keys = async (key: string) =>
    (await t.anonymous.get(`/types?project=${key}`)).body.items.map((type: {key: string}) => type.key)
  expect(await keys('web')).toEqual(['bug', 'task'])
  expect((await t.anonymous.get('/types?project=NOPE')).status).toBe(404)
})

test('a workflow without transitions allows every change', async () => {
  await expect(change('todo', 'closed', 'reporter')).resolves.toBeUndefined()
  const {items} = (await t.anonymous.get('/workflows')).body
  expect(items.find(({key}: {key: string}) => key === 'work')).toMatchObject({
    name: 'Work',
    transitions: [],
    statuses: [{key: 'todo'}, {key: 'in-progress'}, {}, {}, {}, {key: 'closed'}],
  })
})

test('one with transitions allows those, to who may, with the fields they need', async () => {
  await t.db
    .insertInto('transition')
    .values([
      {workflow_id: workflowId, from_status_id: named('todo').id, to_status_id: named('in-progress').id},
      {
        workflow_id: workflowId,
        from_status_id: named('in-progress').id,
        to_status_id: named('done').id,
        least_role: 'maintainer',
        required_fields: ['resolution', 'fixedVersions'],
      },
    ])
    .execute()

  await expect(change('todo', 'in-progress', 'reporter')).resolves.toBeUndefined()
  await expect(change('todo', 'todo')).resolves.toBeUndefined()
  await expect(change('todo', 'closed', 'maintainer')).rejects.toMatchObject({
    code: 'conflict',
    message: 'Cannot change WEB-1: status "To do" has no transition to "Closed"',
  })
  await expect(change('in-progress', 'done', 'member')).rejects.toMatchObject({
    code: 'forbidden',
    message: 'Cannot change WEB-1: from "In progress" to "Done" takes the role maintainer in this project',
  })
  const missing = change('in-progress', 'done', 'maintainer', {resolution: 'done', fixedVersions: []})
  await expect(missing).rejects.toMatchObject({
    code: 'invalid',
    pointer: '/fixedVersions',
    message: 'Cannot change WEB-1: from "In progress" to "Done" needs the field fixedVersions',
  })
  const complete = {resolution: 'done', fixedVersions: [1]}
  await expect(change('in-progress', 'done', 'maintainer', complete)).resolves.toBeUndefined()

  const {items} = (await t.anonymous.get('/workflows')).body
  expect(items.find(({key}: {key: string}) => key === 'work').transitions).toEqual([
    {from: 'todo', to: 'in-progress', leastRole: null, requiredFields: []},
    {
      from: 'in-progress',
      to: 'done',
      leastRole: 'maintainer',
      requiredFields: ['resolution', 'fixedVersions'],
    },
  ])
})

test('a change of type goes to any status of the other workflow', async () => {
  const {id} = await t.db
    .selectFrom('workflow')
    .select('id')
    .where('key', '=', 'defect')
    .executeTakeFirstOrThrow()
  const to = await getStatus(t.db, id, 'closed')
  const other = assertTransition(t.db, {from: named('todo'), to, role: 'reporter', fields: {}})
  await expect(other).resolves.toBeUndefined()
})
