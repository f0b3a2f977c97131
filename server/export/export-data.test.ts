import {sql} from 'kysely'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {must, startTestApp, type TestApp} from '../testing/app.ts'
import {exportData} from './export-data.ts'
import {exportKinds, leftOut} from './export-kinds.ts'

let t: TestApp

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'WEB'})
  await t.addProject({key: 'OTH'})
})
afterAll(() => t.close())

async function exported(project?: string): Promise<Record<string, unknown>[]> {
  const chunks: Buffer[] = []
  await exportData({
    connectionString: t.connectionString,
    ...(project === undefined ? {} : {project}),
    write: async (chunk) => void chunks.push(chunk),
  })
  const lines = Buffer.concat(chunks).toString().trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

test('every column of every table is exported, or left out for a reason', async () => {
  const {rows} = await sql<{name: string; column: string}>`
    select table_name as name, column_name as column from information_schema.columns where table_schema = 'public'`.execute(
    t.db,
  )
  const known = new Set(
    exportKinds.flatMap(({table, columns, more = {}}) => [
      ...columns.map((column) => `${table}.${column}`),
      ...Object.values(more),
    ]),
  )
  const forgotten = rows
    .filter(({name, column}) => !known.has(`${name}.${column}`))
    .filter(({name, column}) => leftOut[name] === undefined && leftOut[`${name}.${column}`] === undefined)
  expect(forgotten).toEqual([])
})

test('texts come out as they went in, whatever is in them, and times as the API writes them', async () => {
  const body = 'tab\t "quoted" \\n \\. \u2028 😀 {"a": 1}\r\n\u0001\u0002 end'
  const key = await t.addIssue({project: 'WEB', title: 'Odd', body, labels: ['x y']})
  const issue = (await exported()).find((line) => line['kind'] === 'issue' && line['key'] === key)
  expect(issue).toMatchObject({body, title: 'Odd', labels: ['x y'], severity: null})
  expect(issue?.['createdAt']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
})

test('a line says what kind it is, also where the thing has a kind of its own', async () => {
  const kinds = new Set((await exported()).map(({kind}) => kind))
  expect([...kinds]).toEqual(exportKinds.map(({kind}) => kind).filter((kind) => kinds.has(kind)))
  expect((await exported()).find(({kind}) => kind === 'person')).toMatchObject({personKind: 'human'})
})

test('no secret is in it', async () => {
  await t.db
    .updateTable('account')
    .set({password_hash: 'hash-of-a-password', totp_secret: 'totp-secret'})
    .execute()
  const text = JSON.stringify(await exported())
  expect(text).not.toMatch(/hash-of-a-password|totp-secret|tokenHash|passwordHash/)
})

test('of one project come its own things and the people in them', async () => {
  const mia = await t.addPerson({name: 'Mia', roles: {WEB: 'reporter'}})
  const zoe = await t.addPerson({name: 'Zoe', roles: {OTH: 'reporter'}})
  await t.addIssue({project: 'WEB', title: 'Ours'}, mia)
  await t.addIssue({project: 'OTH', title: 'Theirs'}, zoe)
  const lines = await exported('WEB')
  const names = lines.filter(({kind}) => kind === 'person').map(({name}) => name)
  expect(names).toContain('Mia')
  expect(names).not.toContain('Zoe')
  expect(lines.filter(({kind}) => kind === 'issue').map(({title}) => title)).not.toContain('Theirs')
  expect(lines.filter(({kind}) => kind === 'account')).toEqual([])
  expect(lines.filter(({kind, eventKind}) => kind === 'event' && eventKind === 'issue.created').length).toBe(
    lines.filter(({kind}) => kind === 'issue').length,
  )
})

test('with a project come the fields that its issues can have, and who is named in them', async () => {
  for (const field of [
    {key: 'tester', name: 'Tester', kind: 'person'},
    {key: 'elsewhere', name: 'Elsewhere', kind: 'text', projects: ['OTH']},
  ])
    must(await t.admin.post('/fields', field), 201)
  const {personId} = await t.addPerson({name: 'Tess Tester'})
  const key = await t.addIssue({project: 'WEB', custom: {tester: personId}})
  const lines = await exported('WEB')
  expect(lines.filter(({kind}) => kind === 'field')).toMatchObject([{key: 'tester', fieldKind: 'person'}])
  expect(lines.filter(({kind}) => kind === 'person').map(({name}) => name)).toContain('Tess Tester')
  expect(lines.find((line) => line['key'] === key)).toMatchObject({custom: {tester: personId}})
  expect((await exported('OTH')).filter(({kind}) => kind === 'field')).toHaveLength(2)
})

test('an unknown project is told', async () => {
  await expect(exported('NOPE')).rejects.toThrow('No such project: NOPE')
})
