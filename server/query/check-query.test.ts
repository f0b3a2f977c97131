import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {buildFindWorld, type FindWorld} from '../issues/find/testing/find-world.ts'
import {must, type Client} from '../testing/app.ts'
import type {CheckedQuery} from './schemas.ts'

let world: FindWorld

beforeAll(async () => {
  world = await buildFindWorld()
  const {t} = world
  must(await t.admin.post('/projects/HID/labels', {name: 'hidden-label'}), 201)
  must(await t.admin.post('/labels', {name: 'needs review'}), 201)
  must(await t.admin.post('/labels', {name: 'café'}), 201)
  must(await t.admin.post('/projects/HID/components', {name: 'Secrets'}), 201)
}, 60_000)
afterAll(() => world.t.close())

async function check(by: Client, q: string): Promise<CheckedQuery> {
  return must(await by.get(`/query/check?q=${encodeURIComponent(q)}`), 200).body as CheckedQuery
}

async function unknown(by: Client, q: string): Promise<CheckedQuery['unknown']> {
  return (await check(by, q)).unknown
}

describe('a query that can be read', () => {
  test.each([
    ['', ''],
    ['  is:open   (label:ui)', 'is:open label:ui'],
    ['label:ui AND sort:created', 'label:ui sort:created-desc'],
    ['"Customer tier":gold', 'tier:gold'],
  ])('%s is written %s', async (q, canonical) => {
    expect(await check(world.member, q)).toEqual({errors: [], canonical, unknown: []})
  })
})

describe('a query that cannot', () => {
  test.each([
    ['asignee:mia', {start: 0, end: 7, code: 'unknownField', suggestion: 'assignee'}],
    ['is:opn', {start: 3, end: 6, code: 'unknownWord', suggestion: 'open'}],
    ['crash label:', {code: 'missingValue'}],
    ['priority:hgih', {start: 9, end: 13, code: 'badValue', suggestion: 'high'}],
    ['"crash', {code: 'unclosedQuote'}],
    ['(a OR b', {code: 'unclosedParenthesis'}],
    ['tier:bronze', {code: 'badValue'}],
    ['a '.repeat(1_001), {code: 'tooLong', start: 2_000}],
    ['a '.repeat(60), {code: 'tooManyTerms'}],
  ])('%s', async (q, error) => {
    const checked = await check(world.member, q)
    expect(checked).toMatchObject({errors: [error], canonical: null, unknown: []})
  })

  test('a field of a project one does not see is no field', async () => {
    expect((await check(world.t.admin, 'secret:x')).errors).toEqual([])
    expect((await check(world.viewer, 'secret:x')).errors).toMatchObject([{code: 'unknownField'}])
  })
})

describe('names that lead nowhere', () => {
  test.each<[string, string | null, string | null]>([
    ['label:iu', null, null],
    ['label:"data los"', '"Data loss"', 'Data loss'],
    ['label:cafes', 'café', 'café'],
    ['label:need', '"needs review"', 'needs review'],
    ['label:wholly-different', null, null],
    ['component:parsre', 'Parser', 'Parser'],
    ['affects:1.1', '1.0', '1.0'],
    ['target:"2.0 Größe"', '"2.0 Größer"', '2.0 Größer'],
    ['milestone:beat', 'Beta', 'Beta'],
    ['cycle:"Sprint 9"', '"Sprint 7"', 'Sprint 7'],
    ['type:bgu', 'bug', 'Bug'],
    ['status:planed', 'planned', 'Planned'],
    ['project:WEBB', 'WEB', 'Project WEB'],
    ['company:acem', 'Acme', 'Acme'],
    ['assignee:mai', 'mia', 'Mia Member'],
    ['assignee:member', 'mia', 'Mia Member'],
    ['assignee.by:veera', 'vera', 'Vera Viewer'],
    ['buyer:vear', 'vera', 'Vera Viewer'],
    ['resolution:fixd', 'fixed', 'fixed'],
    ['reproducibility:allways', 'always', 'always'],
    ['blocks:WEB-900', null, null],
    ['key:HID-1', null, null],
  ])('%s: perhaps %s', async (q, text, name) => {
    const checked = await check(world.member, q)
    expect(checked.errors).toEqual([])
    expect(checked.unknown).toMatchObject([{nearest: text === null ? null : {text, name}}])
    const written = checked.unknown.map(({start, end, field}) => `${field}:${q.slice(start, end)}`)
    expect(written).toEqual([q.replace('.by', '')])
  })

  test.each([
    'label:ui,"Data loss",UI',
    'label:~crash',
    'assignee:@me,none,* assignee:mia,@mia,"mia member",mia@mail.example',
    'type:Bug,bug status:Planned,planned,triage',
    'project:web,"Die Äpfel-App"',
    'milestone:@current cycle:@next',
    'label.was:gone assignee.from:nobody',
    'resolution:wont-fix,duplicate reproducibility:haveNotTried',
    'blocks:WEB-1 parent:APP-1 key:WEB-8 key:WEB-1..WEB-900',
    'company:acme buyer:vera tier:gold remark:anything',
    'affects:1.0 component:parser words label nowhere',
  ])('known: %s', async (q) => {
    expect(await check(world.member, q)).toMatchObject({errors: [], unknown: []})
  })

  test('each is found, wherever it stands', async () => {
    const names = await unknown(world.member, '(label:buf OR -component:xx) type:bug,nope,task')
    expect(names.map(({start, end, field, value}) => [start, end, field, value])).toEqual([
      [7, 10, 'label', 'buf'],
      [25, 27, 'component', 'xx'],
      [38, 42, 'type', 'nope'],
    ])
  })

  test('tell nobody what they may not read', async () => {
    const {viewer, contact, stranger, member} = world
    const {anonymous} = world.t
    expect(await unknown(viewer, 'label:hidden-label')).toMatchObject([{nearest: null}])
    expect(await unknown(viewer, 'component:Secrets')).toMatchObject([{nearest: null}])
    expect(await unknown(viewer, 'component:Secrts')).toMatchObject([{nearest: null}])
    expect(await unknown(stranger, 'component:Parser')).toMatchObject([{nearest: null}])
    expect(await unknown(viewer, 'project:HID')).toMatchObject([{nearest: null}])
    expect(await unknown(viewer, 'blocks:WEB-5')).toHaveLength(1)
    expect(await unknown(contact, 'company:Acme')).toEqual([])
    expect(await unknown(stranger, 'company:Acme')).toMatchObject([{nearest: null}])
    // Whether there is such a person or not: nothing is said.
    for (const by of [contact, stranger, anonymous])
      for (const q of ['assignee:mia', 'assignee:maia', 'reporter:"Vera Viewer"', 'buyer:zzz'])
        expect(await unknown(by, q)).toEqual([])
    expect(await unknown(member, 'assignee:mia@mail.exampel')).toMatchObject([{nearest: null}])
  })

  test('fifty of them are still quick', async () => {
    const q = Array.from({length: 50}, (_, index) => `label:none-such-${index},"Data los"`).join(' ')
    const start = performance.now()
    expect((await check(world.member, q)).unknown).toHaveLength(100)
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})
