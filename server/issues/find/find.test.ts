import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {Condition} from '../../../query/ast.ts'
import {fields, presences, states, type Field} from '../../../query/fields.ts'
import {parse} from '../../../query/parse.ts'
import {must, type Client} from '../../testing/app.ts'
import {buildFindWorld, type FindWorld} from './testing/find-world.ts'

let world: FindWorld
let everything: string[]

beforeAll(async () => {
  world = await buildFindWorld()
  everything = await keys(world.member, '')
}, 60_000)
afterAll(() => world.t.close())

async function keys(by: Client, q: string, timeZone = 'UTC'): Promise<string[]> {
  const path = `/issues?q=${encodeURIComponent(`${q} sort:key`)}&limit=100&timeZone=${encodeURIComponent(timeZone)}`
  return must(await by.get(path), 200).body.items.map(({key}: {key: string}) => key)
}

/** Each with what Mia finds by it; what she finds by its opposite is everything else. */
const cases: readonly [q: string, found: string][] = [
  ['key:WEB-1', 'WEB-1'],
  ['key:web-1,APP-1', 'APP-1 WEB-1'],
  ['key:WEB-2..WEB-4', 'WEB-2 WEB-3 WEB-4'],
  ['key:WEB-8', 'APP-2'],
  ['key:HID-1', ''],
  ['key:WEB-5', ''],
  ['key:WEB-9', ''],
  ['number:1', 'APP-1 PUB-1 WEB-1'],
  ['number:>=6', 'WEB-6 WEB-7'],
  ['number:2..3', 'APP-2 WEB-2 WEB-3'],
  ['project:APP', 'APP-1 APP-2'],
  ['project:app,PUB', 'APP-1 APP-2 PUB-1'],
  ['project:"Die Äpfel-App"', 'APP-1 APP-2'],
  ['project:~apfel', 'APP-1 APP-2'],
  ['project:HID', ''],
  ['type:feature', 'WEB-2'],
  ['type:Question,task', 'WEB-3 WEB-6'],
  ['type:~feat', 'WEB-2'],
  ['type:issue', 'APP-1 APP-2 PUB-1 WEB-1 WEB-2 WEB-3 WEB-4 WEB-6 WEB-7'],
  ['kind:work', 'WEB-3'],
  ['state:closed', 'WEB-4'],
  ['status:planned', 'WEB-2'],
  ['status:active', 'WEB-3'],
  ['status:"In progress"', 'WEB-3'],
  ['status:~prog', 'WEB-3'],
  ['category:waiting,closed', 'WEB-4 WEB-6'],
  ['resolution:duplicate', 'WEB-4'],
  ['priority:urgent', 'WEB-1'],
  ['priority:>=low', 'WEB-1 WEB-2'],
  ['priority:low..normal', 'WEB-2'],
  ['severity:>minor', 'WEB-1'],
  ['severity:minor', 'WEB-4'],
  ['severity:<=minor', 'WEB-4'],
  ['reproducibility:haveNotTried', 'WEB-1'],
  ['reproducibility:have-not-tried', 'WEB-1'],
  ['visibility:public', 'APP-1 PUB-1'],
  ['reporter:cora', 'APP-1'],
  ['author:@me', 'APP-2 WEB-1'],
  ['assignee:@me', 'PUB-1 WEB-1'],
  ['assignee:mia,vera', 'PUB-1 WEB-1 WEB-6'],
  ['assignee:"vera viewer"', 'WEB-6'],
  ['assignee:vera@mail.example', 'WEB-6'],
  ['assignee:@vera', 'WEB-6'],
  ['assignee:~view', 'WEB-6'],
  ['commenter:mia', 'WEB-1 WEB-6'],
  ['commenter:"Ada Admin"', 'WEB-1'],
  ['involves:@me', 'APP-2 PUB-1 WEB-1 WEB-6'],
  ['mentions:mia', 'WEB-1'],
  ['mentions:@me', 'WEB-1'],
  ['mentions:"Vera Viewer"', 'WEB-1'],
  ['mentions:cora', 'WEB-6'],
  ['watcher:@me', 'WEB-4'],
  ['watcher:vera', 'WEB-6'],
  ['voter:vera', 'WEB-6'],
  ['company:acme', 'APP-1'],
  ['company:~cm', 'APP-1'],
  ['label:"data LOSS"', 'WEB-1'],
  ['label:~LÖSS', 'WEB-1'],
  ['label:nothing', ''],
  ['component:parser', 'WEB-1'],
  ['affects:1.0', 'WEB-1'],
  ['target:~GROSSER', 'WEB-1'],
  ['target:~kleiner', ''],
  ['target:~größer', 'WEB-1'],
  ['target:~groß', 'WEB-1'],
  ['fixed:3.0', 'WEB-1'],
  ['fixed:1.0', ''],
  ['milestone:beta', 'WEB-1'],
  ['milestone:@current', 'WEB-1'],
  ['milestone:@previous', 'WEB-4'],
  ['milestone:@next', ''],
  ['cycle:"sprint 7"', 'WEB-1'],
  ['cycle:@current', 'WEB-1'],
  ['cycle:@next', 'WEB-2'],
  ['sprint:@previous', ''],
  ['parent:WEB-3', 'WEB-2'],
  ['parent:HID-1', ''],
  ['parent-of:WEB-2', 'WEB-3'],
  ['parent-of:HID-1', ''],
  ['blocks:WEB-1', 'WEB-3'],
  ['blocked-by:WEB-3', 'WEB-1'],
  ['blocked-by:HID-1', ''],
  ['duplicate-of:WEB-1', 'WEB-4'],
  ['duplicated-by:WEB-4', 'WEB-1'],
  ['related:WEB-1', 'WEB-6'],
  ['related:WEB-6', 'WEB-1'],
  ['caused-by:WEB-4', 'WEB-6'],
  ['causes:WEB-6', 'WEB-4'],
  ['linked:WEB-1', 'WEB-3 WEB-4 WEB-6'],
  ['created:2026-01', 'WEB-7'],
  ['created:<2026-06-01', 'WEB-7'],
  ['created:2026-01-31T23:30:00Z', 'WEB-7'],
  ['updated:2026-02', 'WEB-7'],
  ['updated:*..@today-20d', 'WEB-7'],
  ['closed:2026-02-01', 'WEB-4'],
  ['closed:<=2026-01-31', ''],
  ['resolved:2026', 'WEB-4'],
  ['resolved:2026-01-15T08:00:00Z..*', 'WEB-4'],
  ['due:<@today', 'WEB-1'],
  ['due:@today-1w..@today', 'WEB-1'],
  ['due:>@today+1w', 'WEB-2'],
  ['start:*..@today', 'WEB-1'],
  ['estimate:1.5h', 'WEB-1'],
  ['estimate:>1d', ''],
  ['estimate:<=2h', 'WEB-1'],
  ['votes:>0', 'WEB-1 WEB-6'],
  ['comments:2', 'WEB-1'],
  ['comments:>=1', 'WEB-1'],
  ['attachments:2..*', 'WEB-6'],
  ['title:crashes', 'WEB-1 WEB-4'],
  ['title:"dark theme"', 'WEB-2'],
  ['title:~APFEL', 'APP-1'],
  ['body:broke', 'WEB-1'],
  ['body:~"it broke"', 'WEB-1'],
  ['body:corner', ''],
  ['body:linux', ''],
  ['steps:corner', 'WEB-1'],
  ['steps:dragging', 'WEB-1'],
  ['expected:window', 'WEB-1'],
  ['actual:explosions', 'WEB-1'],
  ['actual:corner', ''],
  ['environment:firefox', 'WEB-1'],
  ['environment:~"130 on"', 'WEB-1'],

  ['is:open', 'APP-1 APP-2 PUB-1 WEB-1 WEB-2 WEB-3 WEB-6 WEB-7'],
  ['is:closed', 'WEB-4'],
  ['is:triage', 'APP-1 APP-2 PUB-1 WEB-1 WEB-7'],
  ['is:active', 'WEB-3'],
  ['is:waiting', 'WEB-6'],
  ['is:resolved', ''],
  ['is:unresolved', 'APP-1 APP-2 PUB-1 WEB-1 WEB-2 WEB-3 WEB-6 WEB-7'],
  ['is:assigned', 'PUB-1 WEB-1 WEB-6'],
  ['is:unassigned', 'APP-1 APP-2 WEB-2 WEB-3 WEB-4 WEB-7'],
  ['is:blocked', 'WEB-1'],
  ['is:blocking', 'WEB-3'],
  ['is:overdue', 'WEB-1'],
  ['is:duplicate', 'WEB-4'],
  ['is:sub-issue', 'WEB-2'],
  ['is:parent', 'WEB-3'],
  ['is:watched', 'WEB-4'],
  ['is:voted', 'WEB-1'],
  ['is:private', ''],
  ['is:public', 'APP-1 PUB-1'],
  ['is:issue', 'APP-1 APP-2 PUB-1 WEB-1 WEB-2 WEB-3 WEB-4 WEB-6 WEB-7'],
  ['is:blocked,active', 'WEB-1 WEB-3'],

  ['has:assignee', 'PUB-1 WEB-1 WEB-6'],
  ['has:label', 'WEB-1'],
  ['has:component', 'WEB-1'],
  ['has:affects', 'WEB-1'],
  ['has:target', 'WEB-1'],
  ['has:fixed', 'WEB-1'],
  ['has:milestone', 'WEB-1 WEB-4'],
  ['has:cycle', 'WEB-1 WEB-2'],
  ['has:parent', 'WEB-2'],
  ['has:sub-issues', 'WEB-3'],
  ['has:relations', 'WEB-1 WEB-3 WEB-4 WEB-6'],
  ['has:blockers', 'WEB-1'],
  ['has:duplicates', 'WEB-1'],
  ['has:resolution', 'WEB-4'],
  ['has:priority', 'WEB-1 WEB-2'],
  ['has:severity', 'WEB-1 WEB-4'],
  ['has:reproducibility', 'WEB-1'],
  ['has:due', 'WEB-1 WEB-2'],
  ['has:start', 'WEB-1'],
  ['has:estimate', 'WEB-1'],
  ['has:body', 'WEB-1'],
  ['has:steps', 'WEB-1'],
  ['has:environment', 'WEB-1'],
  ['has:comments', 'WEB-1'],
  ['has:notes', 'WEB-6'],
  ['has:attachments', 'WEB-6'],
  ['has:votes', 'WEB-1 WEB-6'],
  ['has:watchers', 'WEB-4 WEB-6'],
  ['no:assignee', 'APP-1 APP-2 WEB-2 WEB-3 WEB-4 WEB-7'],
  ['assignee:none', 'APP-1 APP-2 WEB-2 WEB-3 WEB-4 WEB-7'],

  ['status.was:planned', 'WEB-2'],
  ['status.from:new', 'WEB-4'],
  ['status.to:closed', 'WEB-4'],
  ['status.was:triage', 'APP-1 APP-2 PUB-1 WEB-1 WEB-4 WEB-7'],
  ['status.changed:@today', 'WEB-4'],
  ['status.changed:*', 'WEB-4'],
  ['status.by:"Ada Admin"', 'WEB-4'],
  ['resolution.to:duplicate', 'WEB-4'],
  ['resolution.was:duplicate', 'WEB-4'],
  ['type.was:task', 'WEB-3'],
  ['priority.was:high', 'WEB-3'],
  ['priority.was:>=high', 'WEB-1 WEB-3'],
  ['priority.from:high', 'WEB-3'],
  ['priority.from:low', ''],
  ['priority.by:@me', 'WEB-3'],
  ['priority.changed:<@today-1d', ''],
  ['severity.was:crash', 'WEB-1'],
  ['reproducibility.was:haveNotTried', 'WEB-1'],
  ['visibility.was:public', 'APP-1 PUB-1'],
  ['label.was:ui', 'WEB-1 WEB-3'],
  ['label.from:UI', 'WEB-3'],
  ['label.to:ui', 'WEB-3'],
  ['assignee.was:mia', 'PUB-1 WEB-1 WEB-6'],
  ['assignee.from:@me', 'WEB-6'],
  ['assignee.from:vera', 'WEB-6'],
  ['assignee.to:vera', 'WEB-6'],
  ['reporter.was:cora', 'APP-1'],
  ['milestone.was:gamma', 'WEB-2'],
  ['milestone.was:@next', 'WEB-2'],
  ['milestone.from:gamma', 'WEB-2'],
  ['milestone.to:gamma', ''],
  ['cycle.was:~sprint', 'WEB-1 WEB-2'],
  ['component.was:parser', 'WEB-1'],
  ['affects.was:1.0', 'WEB-1'],
  ['target.was:~größer', 'WEB-1'],
  ['fixed.was:3.0', 'WEB-1'],
  ['parent.was:WEB-3', 'WEB-2'],
  ['parent.to:WEB-3', 'WEB-2'],
  ['parent.to:HID-1', ''],
  ['due.from:>@today', 'WEB-6'],
  ['due.was:@today+3d', 'WEB-6'],
  ['start.was:<@today', 'WEB-1'],
  ['estimate.was:30m', 'WEB-6'],
  ['title.from:print?', 'WEB-6'],
  ['title.was:~"window crashes"', 'WEB-1 WEB-4'],
  ['body.was:broke', 'WEB-1'],
  ['steps.was:corner', 'WEB-1'],
  ['expected.was:window', 'WEB-1'],
  ['actual.was:explosion', 'WEB-1'],
  ['environment.was:firefox', 'WEB-1'],
  ['project.was:WEB', 'APP-2 WEB-1 WEB-2 WEB-3 WEB-4 WEB-6 WEB-7'],
  ['project.from:WEB', 'APP-2'],
  ['project.to:APP', 'APP-2'],
  ['project.changed:@today', 'APP-2'],
  ['project.by:"Ada Admin"', 'APP-2'],
  ['project.by:mia', ''],

  ['milestone.to:none', 'WEB-2'],
  ['milestone.from:none', ''],
  ['milestone.was:none', 'APP-1 APP-2 PUB-1 WEB-2 WEB-3 WEB-6 WEB-7'],
  ['assignee.from:none', ''],
  ['assignee.was:none', 'APP-1 APP-2 WEB-2 WEB-3 WEB-4 WEB-7'],
  ['assignee.was:none,mia', 'APP-1 APP-2 PUB-1 WEB-1 WEB-2 WEB-3 WEB-4 WEB-6 WEB-7'],
  ['due.from:none', 'WEB-6'],
  ['due.to:none,2020-01-01', 'WEB-6'],
  ['due.was:none', 'APP-1 APP-2 PUB-1 WEB-3 WEB-4 WEB-6 WEB-7'],
  ['estimate.was:none', 'APP-1 APP-2 PUB-1 WEB-2 WEB-3 WEB-4 WEB-6 WEB-7'],
  ['label.from:none', 'WEB-3'],
  ['label.to:none,nothing', 'WEB-3'],
  ['label.was:none', 'APP-1 APP-2 PUB-1 WEB-2 WEB-3 WEB-4 WEB-6 WEB-7'],
  ['label.was:"none"', ''],
  ['resolution.from:none', 'WEB-4'],
  ['severity.was:none', 'APP-1 APP-2 PUB-1 WEB-2 WEB-3 WEB-6 WEB-7'],
  ['priority.was:none', 'APP-1 APP-2 PUB-1 WEB-3 WEB-4 WEB-6 WEB-7'],
  ['priority.from:none', 'WEB-3'],
  ['type.was:none', ''],
  ['environment.was:none', ''],

  ['tier:gold', 'WEB-1'],
  ['"Customer tier":silver', 'WEB-2'],
  ['cost:>3', 'WEB-1'],
  ['cost:3..13', 'WEB-1 WEB-2'],
  ['cost:12.5', 'WEB-1'],
  ['seen-on:2026-03', 'WEB-1'],
  ['paid:yes', 'WEB-1'],
  ['paid:false', 'WEB-2'],
  ['buyer:vera', 'WEB-1'],
  ['remark:night', 'WEB-1'],
  ['remark:~"RINGS at"', 'WEB-1'],
  ['link:~shop.example', 'WEB-1'],
  ['has:tier', 'WEB-1 WEB-2'],
  ['no:cost', 'APP-1 APP-2 PUB-1 WEB-3 WEB-4 WEB-6 WEB-7'],

  ['crashes', 'WEB-1 WEB-4'],
  ['crash', 'WEB-1 WEB-4'],
  ['"dark theme"', 'WEB-2'],
  ['"theme dark"', ''],
  ['corner', 'WEB-1'],
  ['(corner OR print)', 'WEB-1 WEB-6'],
  ['(crashes in:title)', 'WEB-1 WEB-4'],
  ['(corner in:title)', ''],
  ['WEB-1', 'WEB-1'],
  ['web-1', 'WEB-1'],
  ['#2', 'APP-2 WEB-2'],
  ['WEB-8', 'APP-2'],
  ['#8', 'APP-2'],
  ['HID-1', ''],
  ['WEB-5', ''],
  ['WEB-9', ''],
  ['"WEB-1"', ''],
  ['(WEB-1 window)', ''],
  ['(WEB-1 in:title)', ''],
  ['(WEB-1 is:open type:bug)', 'WEB-1'],
  ['(WEB-1 is:closed)', ''],
  ['(type:bug -WEB-1)', 'APP-1 APP-2 PUB-1 WEB-4 WEB-7'],
  ['(WEB-1 OR is:closed)', 'WEB-1 WEB-4'],
  ['(label:ui OR status:planned)', 'WEB-1 WEB-2'],
  ['(crashes OR type:task)', 'WEB-1 WEB-3 WEB-4'],
  ['(crashes -(is:closed OR corner))', ''],
  ['(is:open (type:bug OR type:task) -priority:urgent)', 'APP-1 APP-2 PUB-1 WEB-3 WEB-7'],
  ['(project:WEB NOT (has:priority OR has:severity))', 'WEB-3 WEB-6 WEB-7'],
]

describe.each(cases)('%s', (q, found) => {
  const expected = found.split(' ').filter((key) => key !== '')
  test(`finds ${found === '' ? 'nothing' : found}`, async () => {
    expect(await keys(world.member, q)).toEqual(expected)
  })
  test('and its opposite finds everything else', async () => {
    expect(await keys(world.member, `-${q}`)).toEqual(everything.filter((key) => !expected.includes(key)))
  })
})

test('what was taken from somebody and given to nobody', async () => {
  const {t, member} = world
  const key = await t.addIssue({project: 'HID', assigneeId: t.admin.personId})
  must(await t.admin.patch(`/issues/${key}`, {assigneeId: null}), 200)
  expect(await keys(t.admin, 'assignee.to:none')).toEqual([key])
  expect(await keys(t.admin, 'assignee.to:none assignee.from:none')).toEqual([])
  expect(await keys(member, 'assignee.to:none')).toEqual([])
})

test('a type that is called "issue" is meant by it', async () => {
  const {t} = world
  const update = async (name: string, to: string) => {
    await t.db.updateTable('issue_type').set({name: to}).where('name', '=', name).execute()
    t.services.signals.rightsChanged()
  }
  await update('Question', 'Issue')
  expect(await keys(world.member, 'type:issue')).toEqual(['WEB-6'])
  await update('Issue', 'Question')
  expect((await world.member.get('/issues?q=type:pr')).status).toBe(400)
})

describe('a key alone', () => {
  test('finds the issue, and those that speak of it', async () => {
    const key = await world.t.addIssue({project: 'HID', title: 'Looks like WEB-3'})
    expect(await keys(world.t.admin, 'WEB-3')).toEqual([key, 'WEB-3'])
    expect(await keys(world.t.admin, '-WEB-3')).not.toContain('WEB-3')
    expect(await keys(world.t.admin, '-WEB-3')).not.toContain(key)
    expect(await keys(world.t.admin, '"WEB-3"')).toEqual([key])
    expect(await keys(world.viewer, 'WEB-3')).toEqual(['WEB-3'])
    expect(await keys(world.t.anonymous, 'WEB-3')).toEqual([])
  })

  test('may be the one that the project had before', async () => {
    const {t} = world
    await t.addProject({key: 'OLD'})
    await t.addIssue({project: 'OLD', title: 'Renamed'})
    must(await t.admin.put('/projects/OLD/key', {key: 'NEW'}), 200)
    expect(await keys(world.t.admin, 'old-1')).toEqual(['NEW-1'])
    expect(await keys(world.t.admin, 'new-1')).toEqual(['NEW-1'])
  })

  test('is what is counted and changed at once, too', async () => {
    const {member} = world
    expect(must(await member.get('/issues/count?q=WEB-8'), 200).body.count).toBe(1)
    expect(must(await member.get('/issues/count?q=HID-1'), 200).body.count).toBe(0)
    const bulk = must(await member.post('/issues/bulk', {q: 'web-7', change: {priority: 'high'}}), 202)
    const {total} = must(await member.get(`/bulk-changes/${bulk.body.id}`), 200).body
    expect(total).toBe(1)
  })
})

describe('the words of one text', () => {
  let key: string
  const isFound = async (q: string) => (await keys(world.t.admin, `project:HID ${q}`)).includes(key)

  beforeAll(async () => {
    key = await world.t.addIssue({
      project: 'HID',
      title: 'Words',
      body: 'The loader crashes in tableViews of Häuser, with drop-down menus. It concatenates C++. Майки 窗口崩溃',
      steps: 'Cat a file, then open the applications',
    })
  })

  test.each([
    'body:crash',
    'body:crashing',
    'body:views',
    'body:tableview',
    'body:hauser',
    'body:HÄUSER',
    'body:"drop down"',
    'body:drop-down',
    'body:"loaders crash"',
    'body:"menu"',
    'body:C++',
    'body:майки',
    'body:崩溃',
    'steps:application',
    'steps:"a file"',
  ])('%s', async (q) => expect(await isFound(q)).toBe(true))

  test.each(['body:cat', 'body:file', 'body:application', 'body:"open the"', 'steps:crash', 'steps:menus'])(
    'not %s',
    async (q) => expect(await isFound(q)).toBe(false),
  )
})

test('every field, state and presence of the language has a case', () => {
  const used = new Set(
    cases.flatMap(([q]) => namesIn(parse(q, {customFields: knownCustomFields}).query?.where ?? null)),
  )
  const all = [
    ...Object.keys(fields).map((name) => `${name}:`),
    ...Object.entries<Field>(fields)
      .filter(([, {hasHistory}]) => hasHistory === true)
      .map(([name]) => `${name}.was:`),
    ...Object.keys(states).map((name) => `is:${name}`),
    ...Object.keys(presences).map((name) => `has:${name}`),
  ]
  expect(all.filter((name) => !used.has(name))).toEqual([])
})

const knownCustomFields = ['tier', 'cost', 'seen-on', 'paid', 'buyer', 'remark', 'link'].map((key) => ({
  key,
  name: key,
  kind: 'text' as const,
  choices: [],
}))

function namesIn(condition: Condition | null): string[] {
  if (condition === null) return []
  if (condition.kind === 'not') return namesIn(condition.part)
  if (condition.kind === 'and' || condition.kind === 'or') return condition.parts.flatMap(namesIn)
  if (condition.kind === 'field')
    return [`${condition.field}${condition.change === null ? '' : `.${condition.change}`}:`]
  return 'words' in condition ? condition.words.map(({word}) => `${condition.kind}:${word}`) : []
}
