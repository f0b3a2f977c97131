import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {must, startTestApp, type Client, type TestApp} from '../testing/app.ts'

let t: TestApp
let maintainer: Client
let member: Client
let reporter: Client
let viewer: Client
let outsider: Client
let key: string

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'WEB'})
  maintainer = await t.addPerson({name: 'Mia', roles: {WEB: 'maintainer'}})
  member = await t.addPerson({name: 'Max', roles: {WEB: 'member'}})
  reporter = await t.addPerson({name: 'Rita', roles: {WEB: 'reporter'}})
  viewer = await t.addPerson({roles: {WEB: 'viewer'}})
  outsider = await t.addPerson()
  key = await t.addIssue({project: 'WEB'})
})
afterAll(() => t.close())

const add = (by: Client, body: object, issue = key) => by.post(`/issues/${issue}/comments`, body)
const addId = async (by: Client, body: object, issue = key): Promise<number> =>
  must(await add(by, body, issue), 201).body.id
const bodies = async (by: Client, issue = key, query = ''): Promise<string[]> =>
  must(await by.get(`/issues/${issue}/comments${query}`), 200).body.items.map(
    ({body}: {body: string}) => body,
  )

async function issueRow(issue: string) {
  return must(await t.admin.get(`/issues/${issue}`), 200).body
}

describe('adding', () => {
  test('a reporter comments, the issue is bumped without a new version, and they watch it', async () => {
    const issue = await t.addIssue({project: 'WEB'})
    const before = await issueRow(issue)
    const comment = must(await add(reporter, {body: 'Same **here**'}, issue), 201).body
    expect(comment).toMatchObject({
      author: {id: reporter.personId, name: 'Rita'},
      body: 'Same **here**',
      isInternal: false,
      channel: 'api',
      version: 1,
      editedAt: null,
      can: {change: true, remove: true},
      attachments: [],
    })
    const after = await issueRow(issue)
    expect(after).toMatchObject({version: before.version, commentCount: 1, noteCount: 0, watcherCount: 1})
    expect(Date.parse(after.updatedAt)).toBeGreaterThanOrEqual(Date.parse(before.updatedAt))
    expect(must(await reporter.get(`/issues/${issue}/comments`), 200).body.items).toEqual([
      {...comment, createdAt: expect.any(String)},
    ])
    const event = await t.db
      .selectFrom('event')
      .selectAll()
      .where('comment_id', '=', comment.id)
      .executeTakeFirstOrThrow()
    expect(event).toMatchObject({kind: 'comment.added', is_internal: false, actor_id: reporter.personId})
  })

  test('a second comment does not make anybody watch twice', async () => {
    const issue = await t.addIssue({project: 'WEB'})
    await addId(reporter, {body: 'One'}, issue)
    await addId(reporter, {body: 'Two'}, issue)
    expect(await issueRow(issue)).toMatchObject({commentCount: 2, watcherCount: 1})
  })

  test('a viewer may not, an outsider is told of no issue, and visitors sign in first', async () => {
    expect(await add(viewer, {body: 'x'})).toMatchObject({status: 403, body: {code: 'forbidden'}})
    expect((await add(outsider, {body: 'x'})).status).toBe(404)
    expect((await add(t.anonymous, {body: 'x'})).status).toBe(401)
    expect((await add(reporter, {body: 'x', isInternal: true})).status).toBe(403)
  })

  test('the same Idempotency-Key gives the same comment', async () => {
    const issue = await t.addIssue({project: 'WEB'})
    const headers = {'idempotency-key': 'comment-once'}
    const answers = await Promise.all(
      [1, 2, 3].map(() => member.post(`/issues/${issue}/comments`, {body: 'Once'}, headers)),
    )
    expect(new Set(answers.map(({text}) => text)).size).toBe(1)
    expect(await bodies(member, issue)).toEqual(['Once'])
  })

  test.each([[{body: ' \n'}], [{body: 'a\0b'}], [{}], [{body: 'x', author: 1}]])(
    '%j is refused',
    async (body) => {
      expect(await add(member, body)).toMatchObject({status: 400, body: {code: 'invalid'}})
    },
  )

  test('an archived project takes none', async () => {
    await t.addProject({key: 'OLD'})
    const issue = await t.addIssue({project: 'OLD'})
    await t.db.updateTable('project').set({archived_at: new Date()}).where('key', '=', 'OLD').execute()
    expect((await add(t.admin, {body: 'x'}, issue)).status).toBe(409)
  })
})

describe('reading', () => {
  test('notes are read by the team only, and counted apart', async () => {
    const issue = await t.addIssue({project: 'WEB'})
    await addId(reporter, {body: 'Public'}, issue)
    await addId(member, {body: 'Between us', isInternal: true}, issue)
    expect(await bodies(member, issue)).toEqual(['Public', 'Between us'])
    expect(await bodies(reporter, issue)).toEqual(['Public'])
    expect(await issueRow(issue)).toMatchObject({commentCount: 1, noteCount: 1})
    expect(must(await reporter.get(`/issues/${issue}`), 200).body.noteCount).toBeNull()
  })

  test('pages follow each other in both orders', async () => {
    const issue = await t.addIssue({project: 'WEB'})
    for (const number of [1, 2, 3, 4, 5]) await addId(member, {body: `${number}`}, issue)
    for (const [order, expected] of [
      ['oldest', '12345'],
      ['newest', '54321'],
    ] as const) {
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const query: string = `?limit=2&order=${order}${cursor === null ? '' : `&cursor=${cursor}`}`
        const page = must(await viewer.get(`/issues/${issue}/comments${query}`), 200).body
        seen.push(...page.items.map(({body}: {body: string}) => body))
        cursor = page.nextCursor
      } while (cursor !== null)
      expect(seen.join('')).toBe(expected)
    }
  })

  test('the issue comes with its first comments and with HTML when asked', async () => {
    const issue = await t.addIssue({project: 'WEB', body: `See ${key} and NOPE-1`})
    for (let number = 1; number <= 21; number++) await addId(member, {body: `*${number}*`}, issue)
    await addId(member, {body: 'note', isInternal: true}, issue)
    const plain = must(await viewer.get(`/issues/${issue}?include=comments`), 200).body
    expect(plain.comments.items).toHaveLength(20)
    expect(plain.comments.items[0]).toMatchObject({body: '*1*', can: {change: false, remove: false}})
    expect(plain.html).toBeUndefined()
    const rest = await bodies(viewer, issue, `?cursor=${plain.comments.nextCursor}`)
    expect(rest).toEqual(['*21*'])

    const {html, comments} = must(await viewer.get(`/issues/${issue}?include=comments,html`), 200).body
    expect(html.body).toContain(`<a href="/issues/${key}"`)
    expect(html.body).not.toContain('/issues/NOPE-1')
    expect(comments.items[0].html).toContain('<em>1</em>')
    expect((await viewer.get(`/issues/${issue}?include=everything`)).status).toBe(400)
  })

  test('a key of a project the reader cannot see is no link, even when another reader saw one', async () => {
    await t.addProject({key: 'SECRET'})
    const issue = await t.addIssue({project: 'WEB', body: 'Like SECRET-1'})
    const html = async (by: Client) => must(await by.get(`/issues/${issue}?include=html`), 200).body.html.body
    expect(await html(t.admin)).toContain('/issues/SECRET-1')
    expect(await html(member)).not.toContain('/issues/SECRET-1')
  })

  test('hidden issues have no comments', async () => {
    expect((await outsider.get(`/issues/${key}/comments`)).status).toBe(404)
    expect((await t.anonymous.get(`/issues/${key}/comments`)).status).toBe(404)
    expect((await member.get(`/issues/${key}/comments?cursor=nonsense`)).status).toBe(400)
  })
})

describe('changing', () => {
  test('authors change their own, moderators all, others none', async () => {
    const id = await addId(reporter, {body: 'Frist'})
    expect(must(await reporter.patch(`/comments/${id}`, {body: 'First'}), 200).body).toMatchObject({
      body: 'First',
      version: 2,
      editedAt: expect.any(String),
    })
    expect((await member.patch(`/comments/${id}`, {body: 'Mine'})).status).toBe(403)
    expect((await outsider.patch(`/comments/${id}`, {body: 'Mine'})).status).toBe(404)
    expect((await maintainer.patch(`/comments/${id}`, {body: '(cut)'})).status).toBe(200)
    const revisions = must(await viewer.get(`/comments/${id}/revisions`), 200).body.items
    expect(revisions).toMatchObject([
      {from: 'First', to: '(cut)', by: {name: 'Mia'}},
      {from: 'Frist', to: 'First', by: {name: 'Rita'}},
    ])
  })

  test('the same text again changes nothing and tells nobody', async () => {
    const id = await addId(member, {body: 'Same'})
    expect(must(await member.patch(`/comments/${id}`, {body: 'Same'}), 200).body.version).toBe(1)
    expect(must(await member.patch(`/comments/${id}`, {}), 200).body.version).toBe(1)
    expect(must(await member.get(`/comments/${id}/revisions`), 200).body.items).toEqual([])
  })

  test('an old If-Match gets 412 with the present comment', async () => {
    const id = await addId(member, {body: 'One'})
    must(await member.patch(`/comments/${id}`, {body: 'Two'}, {'if-match': '"1"'}), 200)
    const stale = await member.patch(`/comments/${id}`, {body: 'Three'}, {'if-match': '"1"'})
    expect(stale).toMatchObject({status: 412, body: {code: 'stale', current: {body: 'Two', version: 2}}})
    must(await member.patch(`/comments/${id}`, {body: 'Three'}, {'if-match': '*'}), 200)
  })

  test('a note becomes public only when asked, by who may write notes; its earlier texts stay inside', async () => {
    const issue = await t.addIssue({project: 'WEB'})
    const id = await addId(member, {body: 'The password is 1234', isInternal: true}, issue)
    must(await member.patch(`/comments/${id}`, {body: 'It is solved'}), 200)
    expect(await bodies(reporter, issue)).toEqual([])
    expect((await reporter.patch(`/comments/${id}`, {isInternal: false})).status).toBe(404)

    must(await member.patch(`/comments/${id}`, {isInternal: false}), 200)
    expect(await bodies(reporter, issue)).toEqual(['It is solved'])
    expect(await issueRow(issue)).toMatchObject({commentCount: 1, noteCount: 0})
    expect(must(await reporter.get(`/comments/${id}/revisions`), 200).body.items).toEqual([])
    expect(must(await member.get(`/comments/${id}/revisions`), 200).body.items).toHaveLength(1)
  })

  test('a comment that becomes a note takes what was told of it along', async () => {
    const issue = await t.addIssue({project: 'WEB'})
    const id = await addId(member, {body: 'Oops'}, issue)
    must(await member.patch(`/comments/${id}`, {body: 'Oops!'}), 200)
    must(await member.patch(`/comments/${id}`, {isInternal: true}), 200)
    expect(await bodies(reporter, issue)).toEqual([])
    expect((await reporter.get(`/comments/${id}/revisions`)).status).toBe(404)
    const events = await t.db
      .selectFrom('event')
      .select(['kind', 'is_internal'])
      .where('comment_id', '=', id)
      .orderBy('id')
      .execute()
    expect(events).toEqual([
      {kind: 'comment.added', is_internal: true},
      {kind: 'comment.changed', is_internal: true},
      {kind: 'comment.changed', is_internal: false},
    ])
  })

  test('a reporter cannot hide their comment from the others', async () => {
    const id = await addId(reporter, {body: 'Public'})
    expect((await reporter.patch(`/comments/${id}`, {isInternal: true})).status).toBe(403)
  })
})

describe('removing', () => {
  test('the text is gone for all but moderators, and a second time finds nothing', async () => {
    const issue = await t.addIssue({project: 'WEB'})
    const id = await addId(reporter, {body: 'Regretted'}, issue)
    expect((await member.delete(`/comments/${id}`)).status).toBe(403)
    expect((await outsider.delete(`/comments/${id}`)).status).toBe(404)
    expect((await reporter.delete(`/comments/${id}`)).status).toBe(204)
    expect((await reporter.delete(`/comments/${id}`)).status).toBe(404)
    expect(await bodies(maintainer, issue)).toEqual([])
    expect(await issueRow(issue)).toMatchObject({commentCount: 0})
    expect((await reporter.get(`/comments/${id}/revisions`)).status).toBe(404)
    expect(must(await maintainer.get(`/comments/${id}/revisions`), 200).body.items).toMatchObject([
      {from: 'Regretted', to: null},
    ])
    const removed = await t.db
      .selectFrom('event')
      .select('payload')
      .where('comment_id', '=', id)
      .where('kind', '=', 'comment.removed')
      .executeTakeFirstOrThrow()
    expect(removed.payload).toEqual({})
  })
})
