import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {must, type Client} from '../../testing/app.ts'
import {buildFindWorld, type FindWorld} from './testing/find-world.ts'

let world: FindWorld

beforeAll(async () => {
  world = await buildFindWorld()
}, 60_000)
afterAll(() => world.t.close())

async function keys(by: Client, q: string): Promise<string[]> {
  const answer = must(await by.get(`/issues?q=${encodeURIComponent(`${q} sort:key`)}&limit=100`), 200)
  return answer.body.items.map(({key}: {key: string}) => key)
}

async function assigneesIn(by: Client): Promise<unknown> {
  return must(await by.get('/issues/groups?by=assignee&q=project:PUB'), 200).body.groups
}

const who = {
  member: () => world.member,
  viewer: () => world.viewer,
  contact: () => world.contact,
  stranger: () => world.stranger,
  anonymous: () => world.t.anonymous,
  admin: () => world.t.admin,
}

describe('a query tells nobody what they may not read', () => {
  test.each<[keyof typeof who, string, string]>([
    ['contact', '', 'APP-1 PUB-1'],
    ['stranger', '', 'PUB-1'],
    ['anonymous', '', 'PUB-1'],

    // Private issues, other projects, the bin
    ['member', '"Private window"', ''],
    ['admin', '"Private window"', 'WEB-5'],
    ['member', 'project:HID', ''],
    ['member', 'label:ui -key:WEB-1', ''],

    // Names stand in what they see; logins and mail addresses do not
    ['stranger', 'assignee:"Mia Member"', 'PUB-1'],
    ['stranger', 'assignee:mia', ''],
    ['stranger', 'assignee:mia@mail.example', ''],
    ['stranger', 'assignee:~mail.example', ''],
    ['anonymous', 'involves:mia', ''],
    ['viewer', 'project:PUB assignee:mia@mail.example', 'PUB-1'],
    ['contact', 'reporter:@me', 'APP-1'],

    // Companies: their own at most
    ['contact', 'company:Acme', 'APP-1'],
    ['stranger', 'company:Acme', ''],
    ['contact', 'company:*', 'APP-1'],
    ['anonymous', 'company:*', ''],
    ['viewer', 'company:*', ''],
    ['member', 'company:*', 'APP-1'],

    // Watchers and voters
    ['viewer', 'watcher:mia', 'WEB-4'],
    ['stranger', 'watcher:"Mia Member"', ''],
    ['anonymous', 'watcher:*', ''],
    ['anonymous', 'voter:*', ''],
    ['anonymous', 'watcher:@me', ''],

    // Internal notes
    ['viewer', 'has:notes', ''],
    ['viewer', 'no:notes key:WEB-6', 'WEB-6'],
    ['viewer', 'commenter:mia', 'WEB-1'],
    ['viewer', 'commenter:*', 'WEB-1'],
    ['member', 'commenter:*', 'WEB-1 WEB-6'],
    ['viewer', 'involves:mia', 'PUB-1 WEB-1'],
    ['viewer', 'mentions:cora', ''],
    ['member', 'mentions:cora', 'WEB-6'],
    ['viewer', '-mentions:cora key:WEB-6', 'WEB-6'],

    // Issues that are hidden
    ['member', 'blocked-by:*', 'WEB-1'],
    ['admin', 'blocked-by:*', 'WEB-1 WEB-7'],
    ['member', 'linked:HID-1', ''],
    ['member', 'linked:*', 'WEB-1 WEB-3 WEB-4 WEB-6'],
    ['member', 'parent:*', 'WEB-2'],
    ['admin', 'parent:*', 'WEB-2 WEB-7'],
    ['admin', 'parent:HID-1', 'WEB-7'],
    ['member', 'parent-of:*', 'WEB-3'],
    ['member', 'parent.was:HID-1', ''],
    ['member', 'parent.to:HID-1', ''],
    ['admin', 'parent.to:HID-1', 'WEB-7'],
    ['contact', 'project.was:WEB', ''],
  ])('%s: %s finds "%s"', async (name, q, found) => {
    expect(await keys(who[name](), q)).toEqual(found.split(' ').filter((key) => key !== ''))
  })

  test('a field of a project that is hidden is as if it were not there', async () => {
    const refused = await world.member.get('/issues?q=secret:x')
    expect(refused).toMatchObject({status: 400, body: {errors: [{code: 'unknownField'}]}})
    expect((await world.member.get('/issues/groups?by=custom.secret')).status).toBe(400)
    expect((await world.t.admin.get('/issues?q=secret:x')).status).toBe(200)
  })

  test('counts and groups are of the same issues', async () => {
    for (const [name, client] of Object.entries(who)) {
      const all = await keys(client(), '')
      const {body: counted} = must(await client().get('/issues/count'), 200)
      expect(counted, name).toEqual({count: all.length, isExact: true})
      const {body: grouped} = must(await client().get('/issues/groups?by=project'), 200)
      expect(
        grouped.groups.reduce((sum: number, {count}: {count: number}) => sum + count, 0),
        name,
      ).toBe(all.length)
    }
  })

  test('groups call people by their names, where logins are not told', async () => {
    expect(await assigneesIn(world.t.anonymous)).toMatchObject([
      {value: 'Mia Member', name: 'Mia Member', count: 1},
    ])
    expect(await assigneesIn(world.viewer)).toMatchObject([{value: 'mia', name: 'Mia Member', count: 1}])
  })
})
