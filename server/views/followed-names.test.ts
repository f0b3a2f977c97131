import {afterAll, beforeAll, expect, test} from 'vitest'
import {parse} from '../../query/parse.ts'
import {must, startTestApp, type Client, type TestApp} from '../testing/app.ts'

let t: TestApp
let owner: Client & {personId: number}

beforeAll(async () => {
  t = await startTestApp()
  for (const key of ['WEB', 'APP', 'HID']) await t.addProject({key})
  owner = await t.addPerson({name: 'Olga Owner', roles: {WEB: 'maintainer', APP: 'maintainer'}})
})
afterAll(() => t.close())

async function save(query: string, by: Client = owner, more: object = {}): Promise<number> {
  return must(await by.post('/views', {name: 'A view', query, ...more}), 201).body.id as number
}

async function read(id: number, by: Client = owner): Promise<string> {
  const {query} = must(await by.get(`/views/${id}`), 200).body as {query: string}
  const fields = await by.get('/fields?all=true')
  expect(parse(query, {customFields: fields.status === 200 ? fields.body.items : []}).errors).toEqual([])
  return query
}

const lists = {
  component: 'components',
  version: 'versions',
  milestone: 'milestones',
  cycle: 'cycles',
  label: 'labels',
} as const

async function add(list: keyof typeof lists, name: string, project = 'WEB'): Promise<number> {
  return must(await t.admin.post(`/projects/${project}/${lists[list]}`, {name}), 201).body.id as number
}

async function rename(list: keyof typeof lists, id: number, name: string): Promise<void> {
  must(await t.admin.patch(`/${lists[list]}/${id}`, {name}), 200)
}

test.each([
  ['label', 'label'],
  ['component', 'component'],
  ['version', 'affects'],
  ['version', 'target'],
  ['version', 'fixed'],
  ['milestone', 'milestone'],
  ['cycle', 'cycle'],
] as const)('the name of a %s is followed in %s:', async (list, field) => {
  const id = await add(list, `Old ${field}`)
  const query = `  -${field}:"old ${field}",other   words ${field}.was:"Old ${field}"`
  const view = await save(query)
  expect(await read(view)).toBe(query)
  await rename(list, id, `new-${field}`)
  expect(await read(view)).toBe(`  -${field}:"new-${field}",other   words ${field}.was:"new-${field}"`)
  await rename(list, id, `OLD ${field}`)
  expect(await read(view)).toBe(query)
  must(await t.admin.delete(`/${lists[list]}/${id}`), 204)
  expect(await read(view)).toBe(query)
})

test('a name is quoted when it has to be, and only then', async () => {
  const id = await add('label', 'plain')
  const view = await save('(label:plain OR -label:plain,x) label:"plain"')
  for (const [name, bare] of [
    ['two words', '"two words"'],
    ['f(x)', '"f(x)"'],
    ['a)', '"a)"'],
    ['none', '"none"'],
    ['say "hi" \\ bye', String.raw`"say \"hi\" \\ bye"`],
    ['>5', '">5"'],
    ['1..2', '"1..2"'],
    ['*', '"*"'],
    ['@me', '"@me"'],
    ['größer', 'größer'],
    ['v1.2-rc', 'v1.2-rc'],
    ['c++', 'c++'],
  ] as const) {
    await rename('label', id, name)
    const quoted = bare.startsWith('"') ? bare : `"${bare}"`
    const text = await read(view)
    expect(text).toBe(`(label:${bare} OR -label:${bare},x) label:${quoted}`)
    const {query} = parse(text)
    expect(JSON.stringify(query)).toContain(`"text":${JSON.stringify(name)}`)
  }
})

test('two labels that swap their names swap them in the view', async () => {
  const [left, right] = [await add('label', 'left'), await add('label', 'right')]
  const view = await save('label:left -label:right')
  await rename('label', left, 'between')
  await rename('label', right, 'left')
  await rename('label', left, 'right')
  expect(await read(view)).toBe('label:right -label:left')
})

test('a name that two projects have stays a name, unless the query is about one of them', async () => {
  const [inWeb, inApp] = [await add('version', '2.0', 'WEB'), await add('version', '2.0', 'APP')]
  const both = await save('fixed:2.0')
  const one = await save('project:web fixed:2.0 is:open')
  await rename('version', inWeb, '3.0')
  expect(await read(both)).toBe('fixed:2.0')
  expect(await read(one)).toBe('project:web fixed:3.0 is:open')
  await rename('version', inApp, '3.0')
  expect(await read(both)).toBe('fixed:3.0')
})

test('a project is followed by its key, by a former key and by its name', async () => {
  await t.addProject({key: 'ONE'})
  await t.addIssue({project: 'ONE'})
  const view = await save(
    'project:one repo:"project one" parent:one-1 key:ONE-1..one-9 -key:*..ONE-3',
    t.admin,
  )
  must(await t.admin.put('/projects/ONE/key', {key: 'UNO'}), 200)
  must(await t.admin.patch('/projects/UNO', {name: 'Número 1'}), 200)
  const expected = 'project:UNO repo:"Número 1" parent:UNO-1 key:UNO-1..UNO-9 -key:*..UNO-3'
  expect(await read(view, t.admin)).toBe(expected)
  const former = await save('project:ONE', t.admin)
  expect(await read(former, t.admin)).toBe('project:UNO')
})

test('an issue is followed where it goes, and left as it was when it is gone', async () => {
  const key = await t.addIssue({project: 'WEB'})
  const view = await save(`blocks:${key.toLowerCase()},WEB-9999`)
  expect(await read(view)).toBe(`blocks:${key.toLowerCase()},WEB-9999`)
  const moved = must(await t.admin.put(`/issues/${key}/project`, {project: 'APP'}), 200).body.key as string
  expect(moved).toMatch(/^APP-/)
  expect(await read(view)).toBe(`blocks:${moved},WEB-9999`)
  expect(await read(await save(`blocks:${key}`))).toBe(`blocks:${moved}`)
  must(await t.admin.delete(`/issues/${moved}`), 204)
  expect(await read(view)).toBe(`blocks:${moved},WEB-9999`)
  await t.db
    .deleteFrom('issue')
    .where('number', '=', Number(moved.slice(4)))
    .where('title', '=', 'Something is broken')
    .execute()
  expect(await read(view)).toBe(`blocks:${key.toLowerCase()},WEB-9999`)
})

test('a person is followed in the form in which they were written', async () => {
  const {personId} = await t.addPerson({name: 'Nora Nagel'})
  const person = `/people/${personId}`
  must(await t.admin.patch(person, {login: 'nora'}), 200)
  const view = await save('assignee:nora reporter:"Nora Nagel" watcher:@NORA status.by:nora,@me')
  must(await t.admin.patch(person, {name: 'Nora Berg'}), 200)
  expect(await read(view)).toBe('assignee:nora reporter:"Nora Berg" watcher:@NORA status.by:nora,@me')
  must(await t.admin.patch(person, {login: 'nberg'}), 200)
  expect(await read(view)).toBe('assignee:nberg reporter:"Nora Berg" watcher:@nberg status.by:nberg,@me')
})

test('a mail address in a view is read by who may see it', async () => {
  const person = await t.addPerson({name: 'Mail Man', roles: {WEB: 'viewer'}})
  const {email, login} = await t.db
    .selectFrom('person')
    .select(['email', 'login'])
    .where('id', '=', person.personId)
    .executeTakeFirstOrThrow()
  const colleague = await t.addPerson({roles: {WEB: 'viewer'}})
  const view = await save(`assignee:${email}`, owner, {project: 'WEB', isShared: true})
  for (const reader of [owner, t.admin, person]) expect(await read(view, reader)).toBe(`assignee:${email}`)
  expect(await read(view, colleague)).toBe(`assignee:@${login}`)
  await t.db.updateTable('person').set({email: 'new@example.org'}).where('id', '=', person.personId).execute()
  for (const reader of [t.admin, person]) expect(await read(view, reader)).toBe('assignee:new@example.org')
  for (const reader of [owner, colleague]) expect(await read(view, reader)).toBe(`assignee:@${login}`)
})

test('a company is followed', async () => {
  const {id} = must(await t.admin.post('/companies', {name: 'Acme'}), 201).body
  const view = await save('customer:acme')
  must(await t.admin.patch(`/companies/${id}`, {name: 'Acme & Sons'}), 200)
  expect(await read(view)).toBe('customer:"Acme & Sons"')
})

test('types and statuses are followed by the name and by the key', async () => {
  const view = await save('type:Documentation status:"waiting for the asker",todo type:bug')
  await t.db.updateTable('issue_type').set({name: 'Docs'}).where('key', '=', 'documentation').execute()
  await t.db
    .updateTable('status')
    .set({name: 'Asked back'})
    .where('name', '=', 'Waiting for the asker')
    .execute()
  expect(await read(view)).toBe('type:Documentation status:"Asked back",todo type:bug')
  const byName = await save('type:Docs')
  await t.db.updateTable('issue_type').set({name: 'Documents'}).where('key', '=', 'documentation').execute()
  expect(await read(byName)).toBe('type:Documents')
})

test('a custom field, its choices and the people in it are followed', async () => {
  const person = await t.addPerson({name: 'Fay Field'})
  must(
    await t.admin.post('/fields', {
      key: 'tier',
      name: 'Customer tier',
      kind: 'choice',
      choices: ['Gold', 'Silver'],
    }),
    201,
  )
  must(await t.admin.post('/fields', {key: 'contact', name: 'Who to ask', kind: 'person'}), 201)
  const view = await save(
    '"customer tier":gold,silver has:"Customer tier" tier:none,Gold contact:"Fay Field"',
  )
  must(await t.admin.patch('/fields/tier', {name: 'Client tier', renamedChoices: {Gold: 'Platinum +'}}), 200)
  must(await t.admin.patch(`/people/${person.personId}`, {name: 'Fay Forest'}), 200)
  expect(await read(view)).toBe(
    '"Client tier":"Platinum +",silver has:"Client tier" tier:none,"Platinum +" contact:"Fay Forest"',
  )
  must(
    await t.admin.patch('/fields/tier', {renamedChoices: {'Platinum +': 'Gold', Silver: 'Silver medal'}}),
    200,
  )
  expect(await read(view)).toBe(
    '"Client tier":gold,"Silver medal" has:"Client tier" tier:none,Gold contact:"Fay Forest"',
  )
})

test('what leads nowhere, what is contained and what is looked for stays as it is', async () => {
  const id = await add('label', 'crash')
  const query = 'label:unknown label:~crash crash "crash" title:crash sort:updated-asc no:label in:title'
  const view = await save(query)
  await rename('label', id, 'boom')
  expect(await read(view)).toBe(query)
})

test('a view that is changed after a rename keeps following, and sent back as it was read does not change', async () => {
  const id = await add('label', 'first')
  const view = await save('label:first')
  await rename('label', id, 'second')
  const text = await read(view)
  const kept = must(await owner.patch(`/views/${view}`, {query: text}), 200).body
  expect(kept).toMatchObject({query: 'label:second', version: 1})
  must(await owner.patch(`/views/${view}`, {query: `${text} is:open`}), 200)
  await rename('label', id, 'third')
  expect(await read(view)).toBe('label:third is:open')
})

test('a name that the reader may not see is not told, and their query still reads', async () => {
  const team = await t.addPerson({roles: {WEB: 'member'}})
  const label = await add('label', 'project-bluebird', 'HID')
  await add('milestone', 'launch', 'HID')
  const issue = await t.addIssue({project: 'HID'})
  must(
    await t.admin.post('/fields', {key: 'codename', name: 'Code name', kind: 'url', projects: ['HID']}),
    201,
  )
  const query = [
    `-project:HID,WEB label:project-bluebird,ui milestone:"launch" parent:${issue} key:HID-1..HID-9`,
    '(codename:x OR "Code name":y) has:codename -no:codename codename:none,z project:"Project HID"',
  ].join(' ')
  const view = await save(query, t.admin, {project: 'WEB', isShared: true})
  expect(await read(view, t.admin)).toBe(query)
  const expected = [
    '-project:"?",WEB label:"?",ui milestone:"?" parent:HIDDEN_ISSUE-1 key:HIDDEN_PROJECT-1..HIDDEN_PROJECT-9',
    '(key:HIDDEN_ISSUE-1 OR key:HIDDEN_ISSUE-1) key:HIDDEN_ISSUE-1 -is:issue is:issue project:"?"',
  ].join(' ')
  expect(await read(view, team)).toBe(expected)
  const {body} = await team.get(`/views/${view}`)
  expect(body.hidesNames).toBe(true)
  expect(must(await team.get(`/issues?q=${encodeURIComponent(expected)}`), 200).body.items).toEqual([])
  expect((await team.get('/views?limit=200')).text).not.toMatch(/bluebird|launch|codename|Code name/i)

  // Neither a rename nor a deletion brings them out.
  must(await t.admin.patch(`/labels/${label}`, {name: 'project-redbird'}), 200)
  must(await t.admin.put('/projects/HID/key', {key: 'GONE'}), 200)
  expect(await read(view, team)).toBe(expected)
  must(await t.admin.delete(`/labels/${label}`), 204)
  expect(await read(view, team)).toBe(expected)

  // What is sent back as it was read keeps what is hidden in it; a stand-in is no name.
  must(await team.patch(`/views/${view}`, {name: 'Other', query: expected}), 200)
  expect(await team.patch(`/views/${view}`, {query: `${expected} is:open`})).toMatchObject({
    status: 400,
    body: {pointer: '/query'},
  })
  expect(await read(view, t.admin)).toContain('label:project-bluebird,ui')
  must(await team.patch(`/views/${view}`, {query: 'is:open'}), 200)
  expect(await read(view, t.admin)).toBe('is:open')
})

test('a name that several hidden things have is not told either', async () => {
  await t.addProject({key: 'HIE'})
  for (const project of ['HIE', 'APP']) await add('label', 'whale', project)
  const team = await t.addPerson({roles: {WEB: 'member'}})
  const view = await save('label:whale', t.admin, {project: 'WEB', isShared: true})
  expect(await read(view, team)).toBe('label:"?"')
  expect(await read(view, owner)).toBe('label:whale')
})

test('visitors and contacts are told of no people and no companies', async () => {
  await t.addProject({key: 'PUB', visibility: 'public'})
  const contact = await t.addPerson({name: 'Cleo', kind: 'contact'})
  must(await t.admin.post('/companies', {name: 'Contoso'}), 201)
  const view = await save('assignee:"Olga Owner" reporter:Cleo company:Contoso', t.admin, {
    project: 'PUB',
    isShared: true,
  })
  expect(await read(view, t.anonymous)).toBe('assignee:"?" reporter:"?" company:"?"')
  expect(await read(view, contact)).toBe('assignee:"?" reporter:Cleo company:"?"')
  expect(await read(view, owner)).toBe('assignee:"Olga Owner" reporter:Cleo company:Contoso')
})

test('who saves a view probes nothing: what is hidden from them is a name that leads nowhere', async () => {
  const outsider = await t.addPerson()
  const id = await add('label', 'narwhal', 'HIE')
  const view = await save('label:narwhal project:HIE', outsider)
  await rename('label', id, 'beluga')
  must(await t.admin.put('/projects/HIE/key', {key: 'HIF'}), 200)
  expect(await read(view, outsider)).toBe('label:narwhal project:HIE')
})
