import {utimes} from 'node:fs/promises'
import {join} from 'node:path'
import sharp from 'sharp'
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest'
import {must, startTestApp, type Answer, type Client, type TestApp} from '../testing/app.ts'
import {sweepFiles} from './sweep-files.ts'
import {thumbnailTask} from './thumbnail.ts'

let t: TestApp
let maintainer: Client
let member: Client
let reporter: Client
let viewer: Client
let outsider: Client
let key: string

beforeAll(async () => {
  t = await startTestApp({jobs: true, environment: {FETTLE_UPLOAD_LIMIT: '200KB'}})
  await t.addProject({key: 'WEB'})
  maintainer = await t.addPerson({roles: {WEB: 'maintainer'}})
  member = await t.addPerson({roles: {WEB: 'member'}})
  reporter = await t.addPerson({name: 'Rita', roles: {WEB: 'reporter'}})
  viewer = await t.addPerson({roles: {WEB: 'viewer'}})
  outsider = await t.addPerson()
  key = await t.addIssue({project: 'WEB'})
})
afterAll(() => t.close())

interface TestFile {
  name: string
  content: string | Buffer
  type?: string
}

/** Multipart bytes with the same boundary each time. */
function form(files: TestFile[], fields: Record<string, string> = {}): Buffer {
  const parts: Buffer[] = []
  for (const [name, value] of Object.entries(fields))
    parts.push(
      Buffer.from(`--b0undary\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
    )
  for (const {name, content, type = 'application/octet-stream'} of files)
    parts.push(
      Buffer.from(
        `--b0undary\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`,
      ),
      Buffer.from(content),
      Buffer.from('\r\n'),
    )
  return Buffer.concat([...parts, Buffer.from('--b0undary--\r\n')])
}

const headers = {'content-type': 'multipart/form-data; boundary=b0undary'}
const attach = (by: Client, files: TestFile[], fields?: Record<string, string>, issue = key) =>
  by.post(`/issues/${issue}/attachments`, form(files, fields), headers)
const attachOne = async (by: Client, file: TestFile, fields?: Record<string, string>, issue = key) =>
  must(await attach(by, [file], fields, issue), 201).body.items[0]
const names = async (by: Client, issue = key): Promise<string[]> =>
  must(await by.get(`/issues/${issue}/attachments`), 200).body.items.map(({name}: {name: string}) => name)

async function storedHashes(): Promise<string[]> {
  const hashes: string[] = []
  for await (const hash of t.services.files.list()) hashes.push(hash)
  return hashes.toSorted()
}

async function download(by: Client, path: string, more: Record<string, string> = {}, method = 'GET') {
  const response = await t.app.inject({
    method: method as 'GET',
    url: `/api/v1${path}`,
    headers: {...(by.token === null ? {} : {authorization: `Bearer ${by.token}`}), ...more},
  })
  return {status: response.statusCode, headers: response.headers, bytes: response.rawPayload}
}

describe('attaching', () => {
  test('several files come in at once, typed by content, counted and told of', async () => {
    const issue = await t.addIssue({project: 'WEB'})
    const answer = await attach(
      reporter,
      [
        {name: 'log.txt', content: 'started\n', type: 'image/png'},
        {name: '../../etc/päss wd.pdf', content: '%PDF-1.7 x'},
      ],
      {},
      issue,
    )
    expect(must(answer, 201).body.items).toMatchObject([
      {
        name: 'log.txt',
        mime: 'text/plain; charset=utf-8',
        size: 8,
        hasContent: true,
        isInternal: false,
        commentId: null,
        uploader: {id: reporter.personId, name: 'Rita'},
        can: {remove: true},
      },
      {name: 'päss wd.pdf', mime: 'application/pdf'},
    ])
    expect(await names(viewer, issue)).toEqual(['log.txt', 'päss wd.pdf'])
    expect(must(await viewer.get(`/issues/${issue}`), 200).body).toMatchObject({
      attachmentCount: 2,
      version: 1,
    })
    const events = await t.db
      .selectFrom('event')
      .innerJoin('issue', 'issue.id', 'event.issue_id')
      .select('event.payload')
      .where('event.kind', '=', 'attachment.added')
      .where('issue.number', '=', Number(issue.split('-')[1]))
      .execute()
    expect(events.map(({payload}) => payload['name'])).toEqual(['log.txt', 'päss wd.pdf'])
  })

  test('a viewer may not, an outsider is told of no issue, and neither leaves a file', async () => {
    const before = await storedHashes()
    const file = {name: 'x.txt', content: 'never to be stored'}
    expect((await attach(viewer, [file])).status).toBe(403)
    expect((await attach(outsider, [file])).status).toBe(404)
    expect((await attach(t.anonymous, [file])).status).toBe(401)
    expect((await attach(reporter, [file], {isInternal: 'true'})).status).toBe(403)
    expect((await attach(reporter, [file], {nonsense: '1'})).status).toBe(400)
    expect((await attach(reporter, [file], {commentId: '999999'})).status).toBe(404)
    expect(await storedHashes()).toEqual(before)
  })

  test('too large is 413 and nothing is left behind, the good file before it included', async () => {
    const before = await storedHashes()
    const shared = {name: 'kept.txt', content: 'somebody else needs me'}
    await attachOne(member, shared)
    const refused = await attach(reporter, [
      {name: 'small.txt', content: 'small and new'},
      shared,
      {name: 'big.bin', content: Buffer.alloc(200 * 1024 + 1)},
    ])
    expect(refused).toMatchObject({status: 413, body: {code: 'tooLarge'}})
    expect(refused.body.detail).toContain('big.bin')
    expect(await storedHashes()).toHaveLength(before.length + 1)
    await attachOne(reporter, {name: 'just.bin', content: Buffer.alloc(200 * 1024)})
  })

  test('no form, an empty form and a broken one are told so', async () => {
    const path = `/issues/${key}/attachments`
    expect((await reporter.post(path, {files: []})).status).toBe(415)
    expect((await attach(reporter, [])).status).toBe(400)
    const cut = form([{name: 'a.txt', content: 'cut off'}]).subarray(0, -20)
    const broken = await reporter.post(path, cut, headers)
    expect(broken.status).toBe(400)
  })

  test('the same Idempotency-Key gives the same answer and no second row', async () => {
    const issue = await t.addIssue({project: 'WEB'})
    const send = (content: string): Promise<Answer> =>
      reporter.post(`/issues/${issue}/attachments`, form([{name: 'once.txt', content}]), {
        ...headers,
        'idempotency-key': 'attach-once',
      })
    const first = must(await send('once'), 201)
    const second = must(await send('once'), 201)
    expect(second.text).toBe(first.text)
    expect(second.headers['idempotency-replayed']).toBe('true')
    expect((await send('other content')).status).toBe(422)
    expect(await names(reporter, issue)).toEqual(['once.txt'])
  })

  test('files of a comment travel with it', async () => {
    const issue = await t.addIssue({project: 'WEB'})
    const {id} = must(
      await member.post(`/issues/${issue}/comments`, {body: 'See', isInternal: true}),
      201,
    ).body
    const fields = {commentId: String(id)}
    const file = await attachOne(member, {name: 'note.txt', content: 'n'}, fields, issue)
    expect(file).toMatchObject({commentId: id, isInternal: true})
    expect(
      (await attach(maintainer, [{name: 'a', content: 'a'}], {...fields, isInternal: 'false'}, issue)).status,
    ).toBe(400)
    expect((await attach(member, [{name: 'a', content: 'a'}], fields)).status).toBe(400)
    const attachmentsOf = async (by: Client) =>
      must(await by.get(`/issues/${issue}/comments`), 200).body.items.map(
        ({attachments}: {attachments: {name: string}[]}) => attachments.map(({name}) => name),
      )
    expect(await attachmentsOf(member)).toEqual([['note.txt']])
    expect(await attachmentsOf(reporter)).toEqual([])

    must(await member.patch(`/comments/${id}`, {isInternal: false}), 200)
    expect(await attachmentsOf(reporter)).toEqual([['note.txt']])
    expect(must(await viewer.get(`/issues/${issue}`), 200).body.attachmentCount).toBe(1)
    must(await member.delete(`/comments/${id}`), 204)
    expect(await names(reporter, issue)).toEqual([])
    expect((await download(reporter, `/attachments/${file.id}/content`)).status).toBe(404)
    expect(must(await viewer.get(`/issues/${issue}`), 200).body.attachmentCount).toBe(0)
  })

  test('nobody adds files to the comment of another', async () => {
    const {id} = must(await member.post(`/issues/${key}/comments`, {body: 'Mine'}), 201).body
    expect((await attach(reporter, [{name: 'a', content: 'a'}], {commentId: String(id)})).status).toBe(403)
  })
})

describe('downloading', () => {
  test('whole, in part, unchanged and by HEAD', async () => {
    const {id} = await attachOne(reporter, {name: 'data.txt', content: '0123456789'})
    const path = `/attachments/${id}/content`
    const whole = await download(viewer, path)
    expect(whole.bytes.toString()).toBe('0123456789')
    expect(whole.headers).toMatchObject({'content-length': '10', 'accept-ranges': 'bytes'})
    const part = await download(viewer, `${path}/data.txt`, {range: 'bytes=2-4'})
    expect(part).toMatchObject({status: 206, headers: {'content-range': 'bytes 2-4/10'}})
    expect(part.bytes.toString()).toBe('234')
    expect((await download(viewer, path, {range: 'bytes=10-'})).status).toBe(416)
    const unchanged = await download(viewer, path, {'if-none-match': String(whole.headers.etag)})
    expect(unchanged).toMatchObject({status: 304, bytes: Buffer.alloc(0)})
    const head = await download(viewer, path, {}, 'HEAD')
    expect(head).toMatchObject({status: 200, headers: {'content-length': '10'}, bytes: Buffer.alloc(0)})
  })

  test('what is compressible is sent as it is, so that parts and lengths hold', async () => {
    const {id} = await attachOne(reporter, {name: 'long.txt', content: 'again\n'.repeat(5_000)})
    const answer = await download(viewer, `/attachments/${id}/content`, {'accept-encoding': 'gzip'})
    expect(answer.headers['content-encoding']).toBeUndefined()
    expect(answer.bytes).toHaveLength(30_000)
  })

  test('an empty file is empty', async () => {
    const {id} = await attachOne(reporter, {name: 'empty.log', content: ''})
    expect(await download(viewer, `/attachments/${id}/content`)).toMatchObject({
      status: 200,
      headers: {'content-length': '0'},
      bytes: Buffer.alloc(0),
    })
  })

  test.each([
    ['evil.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'image/svg+xml'],
    ['evil.html', '<!doctype html><script>alert(1)</script>', 'text/html'],
    ['evil.png', '<html><script>alert(1)</script>', 'image/png'],
    [
      'evil.txt',
      '  <?xml version="1.0"?><x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
      'text/xml',
    ],
    ['evil.js', 'alert(1)', 'text/javascript'],
  ])('%s does not run', async (name, content, type) => {
    const {id} = await attachOne(reporter, {name, content, type})
    const {headers: sent, bytes} = await download(viewer, `/attachments/${id}/content/${name}`)
    expect(bytes.toString()).toBe(content)
    expect(sent['content-type']).toBe('application/octet-stream')
    expect(sent['content-disposition']).toMatch(/^attachment;/)
    expect(sent['x-content-type-options']).toBe('nosniff')
    expect(sent['content-security-policy']).toMatch(/^sandbox; default-src 'none'/)
  })

  test('a type that an import claimed does not run either', async () => {
    const {id} = await attachOne(reporter, {name: 'claimed.bin', content: 'x'})
    for (const mime of [
      'text/html',
      'image/svg+xml',
      'application/xhtml+xml',
      'application/vnd.x+xml',
      'text/plain',
    ]) {
      await t.db.updateTable('attachment').set({mime}).where('id', '=', id).execute()
      expect((await download(viewer, `/attachments/${id}/content`)).headers).toMatchObject({
        'content-type': 'application/octet-stream',
        'content-disposition': expect.stringMatching(/^attachment/),
      })
    }
  })

  test('what an import brought without content says so', async () => {
    const {id} = await attachOne(reporter, {name: 'old.doc', content: 'o'})
    await t.db.updateTable('attachment').set({hash: null}).where('id', '=', id).execute()
    const answer = await viewer.get(`/attachments/${id}/content`)
    expect(answer).toMatchObject({status: 404, body: {code: 'notFound'}})
    expect(answer.body.detail).toContain('only its name came with the import')
  })

  test('internal files are hidden everywhere from who is not of the team', async () => {
    const issue = await t.addIssue({project: 'WEB'})
    const {id} = await attachOne(member, {name: 'secret.txt', content: 's'}, {isInternal: 'true'}, issue)
    expect(await names(member, issue)).toEqual(['secret.txt'])
    expect(await names(reporter, issue)).toEqual([])
    expect(must(await reporter.get(`/issues/${issue}`), 200).body.attachmentCount).toBe(0)
    for (const path of [`/attachments/${id}/content`, `/attachments/${id}/thumbnail`])
      for (const by of [reporter, outsider, t.anonymous]) expect((await by.get(path)).status).toBe(404)
    expect((await reporter.delete(`/attachments/${id}`)).status).toBe(404)
    expect((await download(member, `/attachments/${id}/content`)).status).toBe(200)
  })
})

describe('thumbnails', () => {
  test('an image is measured and gets one', async () => {
    const image = await sharp({create: {width: 1200, height: 600, channels: 3, background: '#369'}})
      .png()
      .toBuffer()
    const {id} = await attachOne(reporter, {name: 'shot.png', content: image})
    await vi.waitFor(async () => {
      const [found] = must(await viewer.get(`/issues/${key}/attachments?limit=200`), 200).body.items.filter(
        (item: {id: number}) => item.id === id,
      )
      expect(found).toMatchObject({width: 1200, height: 600, hasThumbnail: true})
    }, 10_000)
    const thumbnail = await download(viewer, `/attachments/${id}/thumbnail`)
    expect(thumbnail).toMatchObject({status: 200, headers: {'content-type': 'image/webp'}})
    expect(await sharp(thumbnail.bytes).metadata()).toMatchObject({width: 480, height: 240})
    expect((await outsider.get(`/attachments/${id}/thumbnail`)).status).toBe(404)
  })

  test('what is no image inside has none, and the job is not tried for ever', async () => {
    const broken = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(50)])
    const {id, mime} = await attachOne(reporter, {name: 'broken.png', content: broken})
    expect(mime).toBe('image/png')
    await vi.waitFor(async () => {
      const {rows} = await t.runtime.pool.query(
        'select 1 from graphile_worker.jobs where task_identifier = $1',
        [thumbnailTask],
      )
      expect(rows).toEqual([])
    }, 10_000)
    expect((await viewer.get(`/attachments/${id}/thumbnail`)).status).toBe(404)
  })
})

describe('removing', () => {
  test('one removes their own, a moderator all, and a second time finds nothing', async () => {
    const issue = await t.addIssue({project: 'WEB'})
    const own = await attachOne(reporter, {name: 'own.txt', content: 'o'}, {}, issue)
    const other = await attachOne(member, {name: 'other.txt', content: 'p'}, {}, issue)
    expect((await reporter.delete(`/attachments/${other.id}`)).status).toBe(403)
    expect((await outsider.delete(`/attachments/${other.id}`)).status).toBe(404)
    expect((await reporter.delete(`/attachments/${own.id}`)).status).toBe(204)
    expect((await reporter.delete(`/attachments/${own.id}`)).status).toBe(404)
    expect((await maintainer.delete(`/attachments/${other.id}`)).status).toBe(204)
    expect(await names(viewer, issue)).toEqual([])
    expect((await download(viewer, `/attachments/${own.id}/content`)).status).toBe(404)
    expect(must(await viewer.get(`/issues/${issue}`), 200).body.attachmentCount).toBe(0)
  })

  test('the sweep takes old files that nothing refers to, and no others', async () => {
    const kept = await attachOne(reporter, {name: 'kept.txt', content: 'kept for long'})
    const gone = await attachOne(reporter, {name: 'gone.txt', content: 'gone for long'})
    const young = await attachOne(reporter, {name: 'young.txt', content: 'gone but young'})
    const hashOf = async (id: number) =>
      (await t.db.selectFrom('attachment').select('hash').where('id', '=', id).executeTakeFirstOrThrow())
        .hash ?? ''
    const [keptHash, goneHash, youngHash] = [
      await hashOf(kept.id),
      await hashOf(gone.id),
      await hashOf(young.id),
    ]
    for (const hash of [keptHash, goneHash]) {
      const path = join(t.services.config.dataFolder, 'files', hash.slice(0, 2), hash)
      await utimes(path, new Date('2020-01-01'), new Date('2020-01-01'))
    }
    for (const {id} of [gone, young]) must(await reporter.delete(`/attachments/${id}`), 204)
    await sweepFiles(t.db, t.services.files, t.app.log)
    expect(await storedHashes()).toEqual(expect.arrayContaining([keptHash, goneHash, youngHash]))

    await t.db
      .updateTable('attachment')
      .set({deleted_at: new Date('2020-01-01')})
      .where('id', 'in', [gone.id, young.id])
      .execute()
    await sweepFiles(t.db, t.services.files, t.app.log)
    const left = await storedHashes()
    expect(left).toEqual(expect.arrayContaining([keptHash, youngHash]))
    expect(left).not.toContain(goneHash)
  })
})
