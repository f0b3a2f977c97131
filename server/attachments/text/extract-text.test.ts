import {gzipSync} from 'node:zlib'
import {sql} from 'kysely'
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest'
import {must, startTestApp, type Client, type TestApp} from '../../testing/app.ts'
import {extractText, type TextTools} from './extract-text.ts'
import {fillTexts, fillTextsTask, queueFillTexts} from './fill-texts.ts'
import {makeDocx, makePdf, makeZip} from './testing-files.ts'

let t: TestApp
let reporter: Client
let key: string

beforeAll(async () => {
  t = await startTestApp({jobs: true})
  await t.addProject({key: 'WEB'})
  reporter = await t.addPerson({roles: {WEB: 'reporter'}})
  key = await t.addIssue({project: 'WEB'})
})
afterAll(() => t.close())

async function attach(
  name: string,
  content: string | Uint8Array,
  {issue = key, by = reporter, isInternal = false}: {issue?: string; by?: Client; isInternal?: boolean} = {},
): Promise<number> {
  const form = new FormData()
  form.append('files', new File([new Uint8Array(Buffer.from(content))], name))
  if (isInternal) form.append('isInternal', 'true')
  const request = new Request('http://x', {method: 'POST', body: form})
  const answer = await by.post(`/issues/${issue}/attachments`, Buffer.from(await request.arrayBuffer()), {
    'content-type': request.headers.get('content-type') ?? '',
  })
  return must(answer, 201).body.items[0].id as number
}

const findRow = (id: number) =>
  t.db
    .selectFrom('attachment_text')
    .select(['state', 'reason', 'text', 'extracted_at'])
    .where('attachment_id', '=', id)
    .executeTakeFirst()

/** The row, as soon as it is there. */
async function rowOf(id: number) {
  return vi.waitFor(async () => {
    const row = await findRow(id)
    if (row === undefined) throw new Error(`No row of attachment ${id}`)
    return row
  }, 12_000)
}

/** A row as an import writes it, without a job. */
async function addRow(
  like: number,
  change: {name?: string; mime?: string; size?: number; hash?: string} = {},
) {
  const {id: _id, ...row} = await t.db
    .selectFrom('attachment')
    .selectAll()
    .where('id', '=', like)
    .executeTakeFirstOrThrow()
  const {id} = await t.db
    .insertInto('attachment')
    .values({...row, ...change})
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

describe('after an upload', () => {
  test.each([
    ['notes.md', '# Head\nBody', '# Head\nBody'],
    ['windows.log', Buffer.from('\ufeffÄrger mit WEB-1', 'utf16le'), 'Ärger mit WEB-1'],
    ['old.csv', Buffer.from('Größe;Länge\n1;2', 'latin1'), 'Größe;Länge\n1;2'],
    ['app.log.gz', gzipSync('connection reset by peer'), 'connection reset by peer'],
    ['page.html', '<!doctype html><title>Guide</title><p>Read <b>me</b>', 'Guide\nRead me'],
    ['manual.pdf', makePdf('Press the red button'), 'Press the red button'],
    ['letter.docx', makeDocx('Dear support', 'it crashed'), 'Dear support\nit crashed'],
    ['letter.rtf', String.raw`{\rtf1 {\b Bold} claim}`, 'Bold claim'],
    [
      'sheet.xlsx',
      makeZip({
        '[Content_Types].xml': '<Types/>',
        'xl/workbook.xml': '<workbook><sheets><sheet name="Errors"/></sheets></workbook>',
        'xl/worksheets/sheet1.xml': '<sheetData><row><c><v>404</v></c></row></sheetData>',
      }),
      'Errors\n404',
    ],
    [
      'text.odt',
      makeZip({
        mimetype: 'application/vnd.oasis.opendocument.text',
        'content.xml': '<office:text><text:p>Open words</text:p></office:text>',
      }),
      'Open words',
    ],
  ])('the text of %s is there', async (name, content, text) => {
    expect(await rowOf(await attach(name, content))).toMatchObject({state: 'done', text, reason: null})
  })

  test.each([
    ['empty.txt', '', 'empty', null],
    ['scan.pdf', makePdf(''), 'empty', null],
    ['broken.pdf', '%PDF-1.7 that is all', 'failed', 'Invalid PDF structure.'],
    ['archive.zip', makeZip({'a.txt': 'a'}), 'unsupported', 'No kind of file that text is read from'],
    [
      'program.exe',
      Buffer.from('4d5a900003000000', 'hex'),
      'unsupported',
      'No kind of file that text is read from',
    ],
    ['bomb.gz', gzipSync(Buffer.alloc(101 * 1024 ** 2)), 'tooLarge', 'Unfolds to more than 100 MB'],
  ])('of %s there is none, and why', async (name, content, state, reason) => {
    expect(await rowOf(await attach(name, content))).toMatchObject({state, text: '', reason})
  })

  test('its words are in the index, those of an internal file for the team only', async () => {
    const issue = await t.addIssue({project: 'WEB'})
    await rowOf(await attach('trace.log', 'zebrafink', {issue}))
    await rowOf(await attach('note.log', 'wolkenkratzer', {issue, by: t.admin, isInternal: true}))
    const {rows} = await sql<{words: string; team: string}>`
      select words::text, team_words::text as team from issue_search
      join issue on issue.id = issue_id where number = ${Number(issue.split('-')[1])}`.execute(t.db)
    expect(rows[0]?.words).toContain('zebrafink')
    expect(rows[0]?.words).not.toContain('wolkenkratz')
    expect(rows[0]?.team).toContain('wolkenkratz')
  })
})

describe('extracting', () => {
  const indexed: number[] = []
  const tools = (reading: TextTools['reading'] = {}): TextTools => ({
    db: t.db,
    files: t.services.files,
    indexIssues: async (_db, ids) => void indexed.push(...ids),
    reading,
  })

  test('equal content is read once, and search is told', async () => {
    const first = await attach('first.txt', 'said before')
    await rowOf(first)
    const second = await addRow(first, {name: 'second.txt'})
    indexed.length = 0
    await extractText(tools({command: ['/no/such/reader']}), {attachmentId: second})
    expect(await findRow(second)).toMatchObject({state: 'done', text: 'said before'})
    expect(indexed).toHaveLength(1)
    await extractText(tools({command: ['/no/such/reader']}), {attachmentId: second})
    expect(indexed).toHaveLength(1)
  })

  test('a reader that hangs or dies fails that file, and it is not tried for ever', async () => {
    const first = await attach('hang.txt', 'hangs here')
    await rowOf(first)
    await t.db.deleteFrom('attachment_text').where('attachment_id', '=', first).execute()
    const hanging = [process.execPath, '-e', 'setInterval(() => {}, 1000)']
    await extractText(tools({command: hanging, timeoutMs: 300}), {attachmentId: first})
    expect(await findRow(first)).toMatchObject({state: 'failed', reason: 'Took longer than 0.3 seconds'})
    await extractText(tools({command: ['/no/such/reader']}), {attachmentId: first})

    const again = await addRow(first)
    await extractText(tools(), {attachmentId: again})
    expect(await findRow(again)).toMatchObject({state: 'done'})
  })

  test('large and missing content is told so, without a process', async () => {
    const first = await attach('x.txt', 'some text')
    await rowOf(first)
    const none = tools({command: ['/no/such/reader']})
    const large = await addRow(first, {size: 50 * 1024 ** 2 + 1})
    await extractText(none, {attachmentId: large})
    expect(await findRow(large)).toMatchObject({state: 'tooLarge', reason: 'Larger than 50 MB'})
    const lost = await addRow(first, {hash: 'f'.repeat(64)})
    await extractText(none, {attachmentId: lost})
    expect(await findRow(lost)).toMatchObject({
      state: 'failed',
      reason: 'The content is missing on this server',
    })
  })

  test('a server that ends leaves the file for the next', async () => {
    const first = await attach('later.txt', 'read me later')
    await rowOf(first)
    await t.db.deleteFrom('attachment_text').where('attachment_id', '=', first).execute()
    await expect(extractText(tools({signal: AbortSignal.abort()}), {attachmentId: first})).rejects.toThrow(
      /abort/i,
    )
    expect(await findRow(first)).toBeUndefined()
  })

  test('removed files are not looked into, and a purged one takes its text along', async () => {
    const id = await attach('removed.txt', 'to be removed')
    await rowOf(id)
    const other = await addRow(id)
    await t.db.updateTable('attachment').set({deleted_at: new Date()}).where('id', '=', other).execute()
    await extractText(tools(), {attachmentId: other})
    expect(await findRow(other)).toBeUndefined()
    await t.db.deleteFrom('attachment').where('id', '=', id).execute()
    expect(await findRow(id)).toBeUndefined()
    await extractText(tools(), {attachmentId: id})
  })

  test('what an import brought is found and read, and a gap is left where there is no content', async () => {
    const first = await attach('imported.txt', 'from another tracker')
    await rowOf(first)
    const ids = [await addRow(first), await addRow(first), await addRow(first)]
    const nameOnly = await addRow(first)
    await t.db.updateTable('attachment').set({hash: null}).where('id', '=', nameOnly).execute()
    await queueFillTexts(t.services.jobs, t.db)
    for (const id of ids) expect(await rowOf(id)).toMatchObject({text: 'from another tracker'})
    expect(await findRow(nameOnly)).toBeUndefined()
  })

  test('filling goes on where it was, and queues the rest', async () => {
    const first = await attach('resumed.txt', 'resumed')
    await rowOf(first)
    const [before, after] = [await addRow(first), await addRow(first)]
    const added: unknown[] = []
    const jobs = {add: async (...args: unknown[]) => void added.push(args.slice(1))}
    await fillTexts({...tools(), jobs}, {after: before})
    expect(await findRow(before)).toBeUndefined()
    expect(await findRow(after)).toMatchObject({state: 'done'})
    expect(added).toEqual([])
    await fillTexts({...tools(), jobs, sliceMs: 0}, {})
    expect(added).toEqual([[fillTextsTask, {after: 0}, expect.anything()]])
  })
})
