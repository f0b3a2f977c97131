import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {buildFindWorld, type FindWorld} from '../issues/find/testing/find-world.ts'
import {must, type Client} from '../testing/app.ts'
import type {CompletionItem, CompletionView} from './schemas.ts'

let world: FindWorld

beforeAll(async () => {
  world = await buildFindWorld()
  const {t} = world
  for (const [path, name] of [
    ['/projects/APP/components', 'Äpfelpresse'],
    ['/projects/APP/versions', '1.0'],
    ['/projects/HID/components', 'Hidden part'],
    ['/projects/HID/labels', 'hidden-label'],
    ['/projects/WEB/labels', 'needs review'],
    ['/projects/WEB/labels', 'none'],
  ])
    must(await t.admin.post(path ?? '', {name}), 201)
  await t.addProject({key: 'OLD'})
}, 60_000)
afterAll(() => world.t.close())

/** `|` marks the cursor; without it, it stands at the end. */
async function complete(by: Client, marked: string, limit = 20): Promise<CompletionView> {
  const at = marked.indexOf('|')
  const q = encodeURIComponent(marked.replace('|', ''))
  const answer = await by.get(`/query/complete?q=${q}&limit=${limit}${at < 0 ? '' : `&at=${at}`}`)
  return must(answer, 200).body as CompletionView
}

async function texts(by: Client, marked: string): Promise<string[]> {
  return (await complete(by, marked)).items.map(({text}) => text)
}

async function firstOf(marked: string): Promise<CompletionItem | undefined> {
  return (await complete(world.member, marked)).items[0]
}

describe('values that the workspace holds', () => {
  test.each([
    ['assignee:mi', 'mia'],
    ['assignee:@mi', 'mia'],
    ['reporter:"vera v', 'vera'],
    ['label:need', '"needs review"'],
    ['label:NON', '"none"'],
    ['project:apf', 'APP'],
    ['project:ÄPFEL', 'APP'],
    ['project:we', 'WEB'],
    ['type:feat', 'feature'],
    ['status:plan', 'planned'],
    ['component:apfel', 'Äpfelpresse'],
    ['component:pars', 'Parser'],
    ['affects:2', '"2.0 Größer"'],
    ['fixed:grosser', '"2.0 Größer"'],
    ['fixed:größer', '"2.0 Größer"'],
    ['milestone:bet', 'Beta'],
    ['cycle:"sprint 8', '"Sprint 8"'],
    ['company:ac', 'Acme'],
    ['resolution:wont', 'wontFix'],
    ["resolution:won't", 'wontFix'],
    ['resolution:"not a b', 'notABug'],
    ['reproducibility:some', 'sometimes'],
    ['tier:go', 'gold'],
    ['"Customer tier":sil', 'silver'],
    ['buyer:ver', 'vera'],
    ['status.by:mi', 'mia'],
    ['blocks:WEB-1', 'WEB-1'],
    ['blocks:web-1', 'WEB-1'],
    ['parent:#3', 'WEB-3'],
    ['parent:theme', 'WEB-2'],
    ['parent:"dark the', 'WEB-2'],
  ])('%s: first %s', async (marked, first) => {
    const [item] = await texts(world.member, marked)
    expect(item).toBe(first)
  })

  test('say what tells them from others', async () => {
    expect(await firstOf('assignee:mia')).toEqual({
      text: 'mia',
      label: 'Mia Member',
      says: 'mia',
      kind: 'person',
    })
    expect(await firstOf('status:planned')).toMatchObject({label: 'Planned', kind: 'status'})
    expect((await firstOf('status:planned'))?.category).toBe('open')
    expect(await firstOf('affects:1.0')).toMatchObject({text: '1.0', says: 'APP, WEB'})
    expect(await firstOf('blocks:WEB-2')).toMatchObject({
      text: 'WEB-2',
      says: 'Add a dark theme',
      kind: 'issue',
    })
  })

  test('stand between the words for you and for nobody', async () => {
    const items = await texts(world.member, 'assignee:')
    expect(items[0]).toBe('@me')
    expect(items).toContain('mia')
    expect(items.indexOf('none')).toBeGreaterThan(items.indexOf('mia'))
  })

  test('categories are values of the status', async () => {
    expect(await texts(world.member, 'status:')).toEqual(
      expect.arrayContaining(['triage', 'resolved', 'planned']),
    )
  })

  test('what begins with the words comes before what only has them', async () => {
    for (const name of ['rework', 'work', 'network'])
      must(await world.t.admin.post('/projects/WEB/labels', {name}), 201)
    expect((await texts(world.member, 'label:work')).slice(0, 3)).toEqual(['work', 'network', 'rework'])
  })

  test('archived people and fields are not proposed', async () => {
    const {t, member} = world
    const {personId} = await t.addPerson({name: 'Zacharias Gone'})
    expect((await complete(member, 'assignee:zach')).items).toHaveLength(1)
    must(await t.admin.put(`/people/${personId}/archive`), 204)
    expect((await complete(member, 'assignee:zach')).items).toHaveLength(0)
    must(await t.admin.post('/fields', {key: 'zeal', name: 'Zeal', kind: 'number'}), 201)
    expect(await texts(member, 'zea')).toEqual(['zeal:'])
    must(await t.admin.put('/fields/zeal/archive'), 200)
    expect(await texts(member, 'zea')).not.toContain('zeal:')
  })
})

describe('a project in the same query narrows them', () => {
  test.each([
    ['component:', 'Parser', 'Äpfelpresse'],
    ['project:WEB component:|', 'Parser', undefined],
    ['component:| project:WEB', 'Parser', undefined],
    ['project:app component:|', undefined, 'Äpfelpresse'],
    ['project:APP,WEB component:|', 'Parser', 'Äpfelpresse'],
    ['-project:WEB component:|', 'Parser', 'Äpfelpresse'],
    ['(project:WEB OR is:open) component:|', 'Parser', 'Äpfelpresse'],
    ['project:WEB OR component:|', 'Parser', 'Äpfelpresse'],
    ['project:NOPE component:|', 'Parser', 'Äpfelpresse'],
    ['project:APP (is:open component:|', undefined, 'Äpfelpresse'],
  ])('%s', async (marked, ...expected) => {
    const found = await texts(world.member, marked)
    expect(found.filter((text) => ['Parser', 'Äpfelpresse'].includes(text)).toSorted()).toEqual(
      expected.filter((name) => name !== undefined).toSorted(),
    )
  })

  test('keys of issues too', async () => {
    expect(await texts(world.member, 'project:APP blocks:1')).toEqual(['APP-1'])
    const everywhere = await texts(world.member, 'blocks:1')
    expect(everywhere).toEqual(expect.arrayContaining(['APP-1', 'WEB-1', 'PUB-1']))
    expect(everywhere).not.toContain('HID-1')
    expect(await texts(world.member, 'project:APP blocks:apfel')).toEqual(['APP-1'])
  })

  test('its members come first', async () => {
    await world.t.addPerson({name: 'Quentin Aaa'})
    await world.t.addPerson({name: 'Quentin Zzz', roles: {APP: 'member'}})
    const labels = async (marked: string) =>
      (await complete(world.member, marked)).items.map(({label}) => label)
    expect(await labels('assignee:quen')).toEqual(['Quentin Aaa', 'Quentin Zzz'])
    expect(await labels('project:APP assignee:quen')).toEqual(['Quentin Zzz', 'Quentin Aaa'])
  })
})

describe('where the cursor stands', () => {
  test.each([
    ['label:ne| is:open', {start: 6, end: 8}, 'needs review'],
    ['label:ui,ne|', {start: 9, end: 11}, 'needs review'],
    ['-label:ne|', {start: 7, end: 9}, 'needs review'],
    ['(is:open OR label:ne|', {start: 18, end: 20}, 'needs review'],
    ['label:"needs re| is:open', {start: 6, end: 15}, 'needs review'],
    ['label:"nee', {start: 6, end: 10}, 'needs review'],
    ['label:~ne', {start: 7, end: 9}, 'needs review'],
    ['foo:bar (( label:ne', {start: 17, end: 19}, 'needs review'],
  ])('%s', async (marked, replace, label) => {
    const completion = await complete(world.member, marked)
    expect(completion).toMatchObject({replace, kind: 'value', field: 'label'})
    expect(completion.items[0]?.label).toBe(label)
  })

  test('words of the language', async () => {
    expect((await texts(world.member, 'as'))[0]).toBe('assignee:')
    expect(await texts(world.member, 'is:op')).toEqual(['open'])
    expect(await texts(world.member, 'cost:>')).toEqual([])
    expect((await complete(world.member, 'tie')).items[0]).toMatchObject({
      text: 'tier:',
      says: 'Customer tier',
    })
  })

  test('the limit holds, and a cursor beyond the end is at the end', async () => {
    expect((await complete(world.member, '', 5)).items).toHaveLength(5)
    const answer = must(await world.member.get('/query/complete?q=label:ne&at=500'), 200)
    expect(answer.body.items[0].label).toBe('needs review')
  })

  test.each([
    'label:%',
    'label:_',
    'label:\\',
    "label:'",
    'blocks:%',
    'assignee:@',
    'label:"\\"',
    'parent:-',
  ])('signs are nothing but themselves: %s', async (marked) => {
    for (const {kind} of (await complete(world.member, marked)).items) expect(kind).not.toBe('issue')
  })
})

describe('it tells nobody what they may not read', () => {
  const who = {
    viewer: () => world.viewer,
    contact: () => world.contact,
    stranger: () => world.stranger,
    anonymous: () => world.t.anonymous,
  }

  test.each<[keyof typeof who, string, string[]]>([
    ['contact', 'assignee:', ['@me', 'Cora Contact']],
    ['contact', 'assignee:mi', []],
    ['stranger', 'reporter:vera', []],
    ['anonymous', 'assignee:', ['@me']],
    ['anonymous', 'assignee:mia', []],
    ['contact', 'buyer:ver', []],
    ['contact', 'status.by:mi', []],
    ['contact', 'company:', ['Acme']],
    ['stranger', 'company:a', []],
    ['anonymous', 'company:a', []],
    ['viewer', 'component:hid', []],
    ['viewer', 'component:apfel', []],
    ['viewer', 'label:hidden', []],
    ['stranger', 'component:pars', []],
    ['stranger', 'label:needs', []],
    ['anonymous', 'affects:1', []],
    ['anonymous', 'milestone:be', []],
    ['anonymous', 'cycle:sp', []],
    ['viewer', 'project:', ['PUB', 'WEB']],
    ['stranger', 'project:', ['PUB']],
    ['anonymous', 'project:', ['PUB']],
    ['viewer', 'project:HID component:', ['Parser']],
    ['viewer', 'blocks:HID-', []],
    ['viewer', 'blocks:nobody', []],
    ['viewer', 'blocks:private', []],
    ['viewer', 'blocks:WEB-5', []],
    ['viewer', 'blocks:WEB-9', []],
    ['contact', 'blocks:1', ['APP-1', 'PUB-1']],
    ['stranger', 'blocks:', ['PUB-1']],
    ['anonymous', 'blocks:crash', []],
    ['viewer', 'secr', []],
  ])('%s: %s', async (name, marked, expected) => {
    const items = (await complete(who[name](), marked)).items
    const values = items
      .filter(({text}) => !['none', '*', '~'].includes(text))
      .map(({text}) => text.replaceAll('"', ''))
    expect(values.toSorted()).toEqual(expected)
  })
})

test('it is quick with many people and labels', async () => {
  const {db} = world.t
  const many = Array.from({length: 20_000}, (_, index) => ({
    name: `Pérson ${index} Ünal`,
    login: `login-${index}`,
  }))
  for (let at = 0; at < many.length; at += 5_000)
    await db
      .insertInto('person')
      .values(many.slice(at, at + 5_000))
      .execute()
  const times: number[] = []
  for (const marked of [
    'assignee:unal',
    'assignee:',
    'assignee:person 19',
    'assignee:zzz',
    'project:WEB assignee:p',
  ]) {
    const start = performance.now()
    await complete(world.member, marked)
    times.push(performance.now() - start)
  }
  expect(Math.max(...times)).toBeLessThan(2_000)
}, 30_000)
