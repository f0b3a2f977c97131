import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {must, startTestApp, type Client, type TestApp} from '../testing/app.ts'
import type {Found, FoundIssue} from './schemas.ts'

let t: TestApp
let member: Client & {personId: number}
let viewer: Client
let outsider: Client
let contact: Client & {personId: number}

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'WEB'})
  await t.addProject({key: 'DEU'})
  await t.addProject({key: 'PUB', visibility: 'public'})
  must(await t.admin.patch('/projects/DEU', {language: 'de'}), 200)
  member = await t.addPerson({name: 'Mia Member', roles: {WEB: 'member', DEU: 'member'}})
  viewer = await t.addPerson({name: 'Vera Viewer', roles: {WEB: 'viewer'}})
  outsider = await t.addPerson({name: 'Otto Outside'})
  contact = await t.addPerson({kind: 'contact'})
})
afterAll(() => t.close())

async function search(by: Client, q: string, more = ''): Promise<Found> {
  return must(await by.get(`/search?q=${encodeURIComponent(q)}${more}`), 200).body as Found
}

/** Found by the words as they were written. */
async function keys(by: Client, q: string): Promise<string[]> {
  const {issues, correctedTo} = await search(by, q, '&kinds=issue')
  return correctedTo === null ? issues.items.map(({key}) => key) : []
}

async function first(by: Client, q: string): Promise<FoundIssue> {
  const [issue] = (await search(by, q)).issues.items
  if (issue === undefined) throw new Error(`Nothing was found by ${q}`)
  return issue
}

/** What is marked in the snippet. */
function marked({snippet}: FoundIssue): string[] {
  return (snippet?.marks ?? []).map(([start, end]) => snippet?.text.slice(start, end) ?? '')
}

describe('what is written is found by the next request', () => {
  test('a title, a description, steps, a comment', async () => {
    const key = await t.addIssue({
      project: 'WEB',
      title: 'Checkout flickers',
      body: 'The basket vanishes',
      steps: 'Press the dispenser',
      environment: 'Palemoon',
    })
    for (const word of ['checkout', 'basket', 'dispenser', 'palemoon'])
      expect(await keys(viewer, word)).toEqual([key])
    must(await member.post(`/issues/${key}/comments`, {body: 'Also seen with vouchers'}), 201)
    expect(await keys(viewer, 'vouchers')).toEqual([key])
    expect(await keys(viewer, 'checkout voucher')).toEqual([key])
  })

  test('a change of the title or of a comment, and its removal', async () => {
    const key = await t.addIssue({project: 'WEB', title: 'Zeppelin lands'})
    must(await member.patch(`/issues/${key}`, {title: 'Balloon lands'}), 200)
    expect(await keys(viewer, 'zeppelin')).toEqual([])
    expect(await keys(viewer, 'balloon')).toEqual([key])
    const {id} = must(await member.post(`/issues/${key}/comments`, {body: 'with a parachute'}), 201).body
    must(await member.patch(`/comments/${id}`, {body: 'with a trapeze'}), 200)
    expect(await keys(viewer, 'parachute')).toEqual([])
    expect(await keys(viewer, 'trapeze')).toEqual([key])
    must(await member.delete(`/comments/${id}`), 204)
    expect(await keys(viewer, 'trapeze')).toEqual([])
  })

  test('the bin hides, and gives back', async () => {
    const key = await t.addIssue({project: 'WEB', title: 'Xylophone out of tune'})
    const {id} = must(await t.admin.get(`/issues/${key}`), 200).body
    must(await t.admin.delete(`/issues/${key}`), 204)
    expect(await keys(viewer, 'xylophone')).toEqual([])
    must(await t.admin.put(`/bin/${id}/restoration`), 200)
    expect(await keys(viewer, 'xylophone')).toEqual([key])
  })
})

describe('nobody finds what is not theirs', () => {
  test('projects and private issues', async () => {
    const key = await t.addIssue({project: 'WEB', title: 'Salary of the chancellor', visibility: 'private'})
    expect(await keys(t.admin, 'chancellor')).toEqual([key])
    for (const by of [member, viewer, outsider, contact, t.anonymous]) {
      const found = await search(by, 'chancellor')
      expect(found.issues).toEqual({items: [], hasMore: false})
      expect(found.correctedTo).toBeNull()
    }
  })

  test('internal notes: not by their words, not in a snippet, not by what "not" leaves out', async () => {
    const key = await t.addIssue({project: 'WEB', title: 'Gondola stuck'})
    must(
      await member.post(`/issues/${key}/comments`, {
        body: 'The customer lied about the pulley',
        isInternal: true,
      }),
      201,
    )
    expect(await keys(member, 'pulley')).toEqual([key])
    expect(await first(member, 'pulley')).toMatchObject({snippet: {source: 'note'}})
    expect(await keys(viewer, 'pulley')).toEqual([])
    expect(await keys(viewer, 'gondola pulley')).toEqual([])
    expect(await keys(member, 'gondola -pulley')).toEqual([])
    expect(await keys(viewer, 'gondola -pulley')).toEqual([key])
    // A public comment afterwards is found by both.
    must(await member.post(`/issues/${key}/comments`, {body: 'We greased the rope'}), 201)
    expect(await keys(viewer, 'gondola rope')).toEqual([key])
    expect(await keys(member, 'pulley rope')).toEqual([key])
    expect((await first(viewer, 'gondola rope')).snippet?.text).not.toContain('pulley')
  })

  test('a note made public is found by all, and the other way round', async () => {
    const key = await t.addIssue({project: 'WEB', title: 'Trampoline torn'})
    const {id} = must(
      await member.post(`/issues/${key}/comments`, {body: 'by a hedgehog', isInternal: true}),
      201,
    ).body
    must(await member.patch(`/comments/${id}`, {isInternal: false}), 200)
    expect(await keys(viewer, 'hedgehog')).toEqual([key])
    must(await member.patch(`/comments/${id}`, {isInternal: true}), 200)
    expect(await keys(viewer, 'hedgehog')).toEqual([])
  })

  test('a corrected word tells nobody what others wrote', async () => {
    await t.addIssue({project: 'WEB', title: 'Meeting with Wolkenkratzer', visibility: 'private'})
    expect((await search(t.admin, 'wolkenkrazer')).correctedTo).toBe('wolkenkratzer')
    expect((await search(viewer, 'wolkenkrazer')).correctedTo).toBeNull()
  })

  test('visitors find what is public', async () => {
    const key = await t.addIssue({project: 'PUB', title: 'Public cathedral', visibility: 'public'})
    expect(await keys(t.anonymous, 'cathedral')).toEqual([key])
    expect(await keys(contact, 'cathedral')).toEqual([key])
  })
})

describe('words', () => {
  test('titles come first, the shortest first; then texts, the newest first', async () => {
    const long = await t.addIssue({
      project: 'WEB',
      title: 'When the kangaroo jumps over it, the fence breaks',
    })
    const inBody = await t.addIssue({project: 'WEB', title: 'Something else', body: 'a kangaroo and a fence'})
    const short = await t.addIssue({project: 'WEB', title: 'Kangaroo fence'})
    expect(await keys(viewer, 'fence kangaroo')).toEqual([short, long, inBody])
    expect((await first(viewer, 'fence kangaroo')).titleMarks).toEqual([
      [0, 8],
      [9, 14],
    ])
  })

  test('in every form, by the language of the project', async () => {
    const english = await t.addIssue({project: 'WEB', title: 'Submarines diving'})
    const german = await t.addIssue({project: 'DEU', title: 'Alle Häuser wurden geschlossen'})
    expect(await keys(member, 'submarine dives')).toEqual([english])
    expect(await keys(member, 'haus')).toEqual([german])
    expect(await keys(member, 'hauser')).toEqual([german])
  })

  test('a project that changes its language is found by the new stems once it is indexed anew', async () => {
    await t.addProject({key: 'LNG'})
    const key = await t.addIssue({project: 'LNG', title: 'Neue Fensterläden'})
    must(await t.admin.patch('/projects/LNG', {language: 'de'}), 200)
    const {indexMissing} = await import('./index-missing.ts')
    await indexMissing(t.db)
    expect(await keys(t.admin, 'neuer fensterladen')).toEqual([key])
  })

  test('as they are typed', async () => {
    const key = await t.addIssue({project: 'WEB', title: 'Photosynthesis fails'})
    expect(await keys(viewer, 'pho')).toEqual([key])
    expect(await keys(viewer, 'photosynthes')).toEqual([key])
    expect(await keys(viewer, 'fails photosy')).toEqual([key])
    expect(await keys(viewer, 'photosy ')).toEqual([])
  })

  test('with a typing error, when nothing is found otherwise', async () => {
    const key = await t.addIssue({project: 'WEB', title: 'Crocodile in the pool'})
    const found = await search(viewer, 'crocodlie pool')
    expect(found.correctedTo).toBe('crocodile pool')
    expect(found.issues.items.map((issue) => issue.key)).toEqual([key])
  })

  test('as a phrase, without some, or others', async () => {
    const one = await t.addIssue({project: 'WEB', title: 'Penguin eats herring'})
    const two = await t.addIssue({project: 'WEB', title: 'Herring eats penguin'})
    expect(await keys(viewer, '"penguin eats"')).toEqual([one])
    expect((await keys(viewer, 'penguin')).toSorted()).toEqual([one, two].toSorted())
    expect(await keys(viewer, 'penguin -"herring eats"')).toEqual([one])
    expect((await keys(viewer, '"penguin eats" OR "herring eats"')).toSorted()).toEqual([one, two].toSorted())
  })

  test('a phrase with words that say little is looked at', async () => {
    const there = await t.addIssue({
      project: 'WEB',
      title: 'Brontosaurus',
      body: 'It does\nnot roar any more',
    })
    await t.addIssue({project: 'WEB', title: 'Other', body: 'The brontosaurus will roar'})
    await t.addIssue({project: 'WEB', title: 'To roar or not'})
    expect(await keys(viewer, '"does not roar"')).toEqual([there])
    must(
      await member.post(`/issues/${there}/comments`, {body: 'as it was in the cave', isInternal: true}),
      201,
    )
    expect(await keys(member, 'brontosaurus "in the cave"')).toEqual([there])
    expect(await keys(viewer, 'brontosaurus "in the cave"')).toEqual([])
  })

  test('only words that say little: the titles have them', async () => {
    const key = await t.addIssue({project: 'WEB', title: 'To be or not to be'})
    expect(await keys(viewer, 'to be or not')).toContain(key)
    expect(await keys(viewer, 'the of and')).toEqual([])
  })

  test('of scripts without spaces', async () => {
    const key = await t.addIssue({
      project: 'WEB',
      title: '東京都でアプリが落ちる',
      body: '로그인 화면에서 오류',
    })
    for (const q of ['東京', '京都', 'アプリ', '落', '"東京都"', '로그인', '오류'])
      expect(await keys(viewer, q)).toEqual([key])
    expect(await keys(viewer, '都京')).toEqual([])
  })
})

describe('identifiers and the like', () => {
  test('as a whole, by any of their parts on, and by what they begin with', async () => {
    const key = await t.addIssue({
      project: 'WEB',
      title: 'Error in a call',
      body: `Ti.UI.createTabGroup fails with EXC_BAD_FOO in /usr/lib/libnozzle.so.6 of 3.5.1.RC,
        std::quaternion, C++, org.example.shop.TillDrawer$Inner.open(TillDrawer.java:218), 9fceb02d0ae598e95dc970b74767f19372d61af8,
        drop-shadow`,
    })
    const found = [
      'Ti.UI.createTabGroup',
      'UI.createTabGroup',
      'createTabGroup',
      'createtabgroup',
      'TabGroup',
      'EXC_BAD_FOO',
      'bad_foo',
      '/usr/lib/libnozzle.so.6',
      'libnozzle.so.6',
      'libnozzle',
      '3.5.1.RC',
      '3.5.1',
      'std::quaternion',
      'quaternion',
      'C++',
      'org.example.shop.TillDrawer',
      'TillDrawer.java:218',
      'TillDrawer',
      '9fceb02',
      'drop-shadow',
      '"drop shadow"',
      'org.example',
      'shop.TillDrawer',
    ]
    for (const q of found) expect(await keys(viewer, q), q).toEqual([key])
    for (const q of ['createTab ', '3.6.1', 'C#', 'usr/bin', '9fceb03'])
      expect(await keys(viewer, q), q).toEqual([])
  })

  test('an issue by its key, its number, and a former key', async () => {
    const key = await t.addIssue({project: 'WEB', title: 'Known by its key'})
    const [, number] = key.split('-')
    for (const q of [key, key.toLowerCase(), `#${number}`, ` ${number} `])
      expect((await keys(viewer, q))[0]).toBe(key)
    expect(await keys(outsider, key)).toEqual([])
  })
})

describe('snippets', () => {
  test('show where the words are', async () => {
    const filler = 'Nothing of interest is said here. '.repeat(20)
    const key = await t.addIssue({
      project: 'WEB',
      title: 'Orchestra',
      body: `${filler}Then the **violin** broke. ${filler}`,
    })
    const inBody = await first(viewer, 'violins')
    expect(inBody).toMatchObject({key, snippet: {source: 'body'}})
    expect(marked(inBody)).toEqual(['violin'])
    must(await member.post(`/issues/${key}/comments`, {body: `${filler} and a bassoon too`}), 201)
    const inComment = await first(viewer, 'bassoon')
    expect(inComment).toMatchObject({key, snippet: {source: 'comment'}})
    expect(marked(inComment)).toEqual(['bassoon'])
  })

  test('an issue without any text has none', async () => {
    await t.addIssue({project: 'WEB', title: 'Wordless gargoyle'})
    expect((await first(viewer, 'gargoyle')).snippet).toBeNull()
  })
})

test('filters and words are one query', async () => {
  const bug = await t.addIssue({project: 'WEB', title: 'Lighthouse dark', type: 'bug'})
  const task = await t.addIssue({project: 'WEB', title: 'Paint the lighthouse', type: 'task'})
  expect(await keys(viewer, 'lighthouse type:bug')).toEqual([bug])
  expect(await keys(viewer, 'type:task lighthouse')).toEqual([task])
  expect(await keys(viewer, 'lighthouse -type:task is:open')).toEqual([bug])
  expect(await keys(viewer, `key:${task}`)).toEqual([task])
})

test('what looks like a field but is none is looked for; a misspelled field is an error', async () => {
  const key = await t.addIssue({
    project: 'WEB',
    title: 'It says',
    body: 'Caused by: libzeta:unresolved symbol',
  })
  expect(await keys(viewer, 'libzeta:unresolved')).toEqual([key])
  expect(await keys(viewer, 'Caused by: libzeta')).toEqual([key])
  expect(await viewer.get('/search?q=asignee:mia')).toMatchObject({status: 400, body: {code: 'invalid'}})
})

test('people, projects, labels and views are found by name', async () => {
  must(await t.admin.post('/projects/WEB/labels', {name: 'Bicycle'}), 201)
  must(await member.post('/views', {name: 'Bicycle bugs', query: 'label:Bicycle is:open'}), 201)
  const found = await search(member, 'bicy')
  expect(found.labels).toMatchObject([{name: 'Bicycle', project: 'WEB'}])
  expect(found.views).toMatchObject([{name: 'Bicycle bugs', query: 'label:Bicycle is:open'}])
  expect((await search(viewer, 'bicy')).views).toEqual([])
  expect((await search(outsider, 'bicy')).labels).toEqual([])
  expect((await search(viewer, 'mia')).people).toMatchObject([{name: 'Mia Member'}])
  expect((await search(contact, 'mia')).people).toEqual([])
  expect((await search(viewer, 'web')).projects).toMatchObject([{key: 'WEB'}])
  expect((await search(outsider, 'web')).projects).toEqual([])
  expect((await search(viewer, 'mia', '&kinds=project')).people).toEqual([])
})

test('nothing is found by nothing, and anything may be typed', async () => {
  expect((await search(member, '  ')).issues.items).toEqual([])
  for (const q of [
    '***',
    '"',
    '((((',
    "'",
    '\\',
    ':*',
    '!',
    '<->',
    'a & b | !c',
    '%',
    "x'::tsquery",
    '\u0000',
  ])
    expect([200, 400], q).toContain((await member.get(`/search?q=${encodeURIComponent(q)}`)).status)
})

test('there may be more', async () => {
  for (let n = 1; n <= 4; n++) await t.addIssue({project: 'WEB', title: `Dandelion ${n}`})
  const found = await search(viewer, 'dandelion', '&limit=3')
  expect(found.issues.items).toHaveLength(3)
  expect(found.issues.hasMore).toBe(true)
})
