import {afterAll, afterEach, beforeAll, describe, expect, test, vi} from 'vitest'
import {must, startTestApp, type Client, type TestApp} from '../testing/app.ts'
import {openStream, type StreamOptions, type TestStream} from './test-stream.ts'

let t: TestApp
let member: Client
let reporter: Client
let outsider: Client
const open: TestStream[] = []
const wait = {timeout: 10_000, interval: 10}

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'WEB'})
  await t.addProject({key: 'PUB', visibility: 'public'})
  member = await t.addPerson({name: 'Max', roles: {WEB: 'member', PUB: 'member'}})
  reporter = await t.addPerson({roles: {WEB: 'reporter'}})
  outsider = await t.addPerson()
})
afterEach(() => {
  for (const stream of open.splice(0)) stream.close()
})
afterAll(() => t.close())

async function stream(by: Client | null, options: StreamOptions = {}): Promise<TestStream> {
  const opened = await openStream(t, {token: by?.token ?? null, ...options})
  open.push(opened)
  await vi.waitFor(() => expect(opened.received).not.toHaveLength(0), wait)
  return opened
}

const toldOf = (one: TestStream, issue: string) =>
  one.events.filter(({data}) => data.issue === issue).map(({data}) => data.kind)
const comment = async (by: Client, issue: string, body: object): Promise<number> =>
  must(await by.post(`/issues/${issue}/comments`, body), 201).body.id
const kinds = ({events}: TestStream) => events.map(({data}) => `${data.kind} ${data.issue}`)

/** Tells something everybody sees, and waits until the stream has it: what came before has come or never will. */
async function flush(...streams: TestStream[]): Promise<void> {
  const key = await t.addIssue({project: 'PUB', title: 'Flush'})
  for (const one of streams)
    await vi.waitFor(() => expect(kinds(one)).toContain(`issue.created ${key}`), wait)
}

describe('what is told', () => {
  test('the cursor first, then events as they happen', async () => {
    const listener = await stream(member)
    expect(listener.received[0]).toMatchObject({event: 'ready', data: {cursor: listener.received[0]?.id}})
    const key = await t.addIssue({project: 'WEB', title: 'New thing'}, member)
    await vi.waitFor(() => expect(listener.events).toHaveLength(1), wait)
    expect(listener.events[0]?.data).toEqual({
      id: expect.any(Number),
      at: expect.any(String),
      kind: 'issue.created',
      via: 'api',
      actor: {id: member.personId, name: 'Max'},
      project: 'WEB',
      issue: key,
      commentId: null,
      payload: {title: 'New thing', type: 'bug'},
    })
  })

  test('each hears only of what they may see', async () => {
    const streams = {
      member: await stream(member),
      reporter: await stream(reporter),
      outsider: await stream(outsider),
      anonymous: await stream(null),
      admin: await stream(t.admin),
    }
    const shown = await t.addIssue({project: 'WEB'}, member)
    const hidden = await t.addIssue({project: 'WEB', visibility: 'private'}, t.admin)
    const published = await t.addIssue({project: 'PUB'})
    await comment(member, shown, {body: 'All may read'})
    await comment(member, shown, {body: 'We may read', isInternal: true})
    await flush(...Object.values(streams))
    expect(toldOf(streams.member, shown)).toEqual(['issue.created', 'comment.added', 'comment.added'])
    expect(toldOf(streams.reporter, shown)).toEqual(['issue.created', 'comment.added'])
    for (const one of [streams.outsider, streams.anonymous]) {
      expect(toldOf(one, shown)).toEqual([])
      expect(toldOf(one, published)).toEqual(['issue.created'])
    }
    for (const one of [streams.member, streams.reporter, streams.outsider, streams.anonymous])
      expect(toldOf(one, hidden)).toEqual([])
    expect(toldOf(streams.admin, hidden)).toEqual(['issue.created'])
  })

  test('the audit log is for administrators with a key of that scope', async () => {
    const narrow = await t.addPerson({isAdmin: true, scope: 'write'})
    const streams = [await stream(t.admin), await stream(narrow), await stream(member)] as const
    await t.db
      .insertInto('event')
      .values({
        at: new Date(),
        kind: 'setting.changed',
        via: 'api',
        is_audit: true,
        payload: '{"changes": {}}',
      })
      .execute()
    t.services.signals.eventsWritten()
    await flush(...streams)
    expect(streams.map((one) => kinds(one).includes('setting.changed null'))).toEqual([true, false, false])
  })

  test('texts stay out of it, and so does what a relation would tell of a hidden issue', async () => {
    const listener = await stream(reporter)
    const issue = await t.addIssue({project: 'WEB'}, reporter)
    const other = await t.addIssue({project: 'WEB', visibility: 'private'})
    const id = await comment(reporter, issue, {body: 'Password 1234'})
    must(await reporter.patch(`/comments/${id}`, {body: 'Nothing'}), 200)
    const row = await t.db
      .selectFrom('issue')
      .selectAll()
      .where('number', '=', Number(other.split('-')[1]))
      .where('visibility', '=', 'private')
      .executeTakeFirstOrThrow()
    const mine = await t.db
      .selectFrom('event')
      .select(['issue_id', 'project_id'])
      .where('comment_id', '=', id)
      .executeTakeFirstOrThrow()
    await t.db
      .insertInto('event')
      .values({
        at: new Date(),
        kind: 'relation.added',
        via: 'api',
        ...mine,
        payload: JSON.stringify({relationId: 1, relation: 'blocks', otherIssueId: row.id}),
      })
      .execute()
    await flush(listener)
    expect(kinds(listener)).not.toContain(`relation.added ${issue}`)
    expect(JSON.stringify(listener.events)).not.toContain('1234')
    expect(listener.events.find(({data}) => data.kind === 'comment.changed')?.data.payload).toEqual({
      changes: {body: {}},
    })
  })

  test('?project= narrows it, and a hidden project is none', async () => {
    const listener = await stream(member, {query: '?project=web'})
    await t.addIssue({project: 'PUB'})
    const issue = await t.addIssue({project: 'WEB'})
    await vi.waitFor(() => expect(kinds(listener)).toEqual([`issue.created ${issue}`]), wait)
    const refused = await outsider.get('/events?project=WEB')
    expect(refused).toMatchObject({status: 400, body: {code: 'invalid'}})
  })
})

describe('going on', () => {
  test('after the last id, by header or by query, nothing is missed and nothing comes twice', async () => {
    const first = await stream(member)
    const one = await t.addIssue({project: 'WEB'})
    await vi.waitFor(() => expect(kinds(first)).toEqual([`issue.created ${one}`]), wait)
    const cursor = first.events[0]?.id ?? ''
    first.close()
    const two = await t.addIssue({project: 'WEB'})
    for (const options of [{headers: {'last-event-id': cursor}}, {query: `?after=${cursor}`}]) {
      const second = await stream(member, options)
      expect(second.received[0]?.event).toBe('ready')
      await vi.waitFor(() => expect(kinds(second)).toEqual([`issue.created ${two}`]), wait)
    }
  })

  test.each([
    ['nonsense', 'hello'],
    ['of transactions still to come', '999999999999-1'],
    ['of an event that is not there', '800-999999'],
  ])('a cursor %s is told to load anew', async (_what, cursor) => {
    const listener = await stream(member, {headers: {'last-event-id': cursor}})
    expect(listener.received[0]?.event).toBe('reset')
    const issue = await t.addIssue({project: 'WEB'})
    await vi.waitFor(() => expect(kinds(listener)).toEqual([`issue.created ${issue}`]), wait)
  })
})

describe('rights that change', () => {
  test('who loses a project hears no more of it, who gains one hears of it', async () => {
    const person = await t.addPerson({roles: {WEB: 'viewer'}})
    const listener = await stream(person)
    const [seen] = [await t.addIssue({project: 'WEB'})]
    await vi.waitFor(() => expect(kinds(listener)).toContain(`issue.created ${seen}`), wait)
    await t.db.deleteFrom('project_member').where('person_id', '=', person.personId).execute()
    t.services.signals.rightsChanged()
    const unseen = await t.addIssue({project: 'WEB'})
    await flush(listener)
    expect(kinds(listener)).not.toContain(`issue.created ${unseen}`)
  })

  test('the stream of a revoked key ends', async () => {
    const person = await t.addPerson({roles: {WEB: 'viewer'}})
    const listener = await stream(person)
    await t.db
      .updateTable('api_key')
      .set({revoked_at: new Date()})
      .where('person_id', '=', person.personId)
      .execute()
    t.services.signals.rightsChanged()
    await vi.waitFor(() => expect(listener.isOpen).toBe(false), wait)
    expect((await openStream(t, {token: person.token})).status).toBe(401)
  })
})

test('a stop of the server ends the streams at once', async () => {
  const other = await startTestApp()
  const listener = await openStream(other, {token: other.admin.token})
  await vi.waitFor(() => expect(listener.received).not.toHaveLength(0), wait)
  await other.close()
  await vi.waitFor(() => expect(listener.isOpen).toBe(false), wait)
})
