import {existsSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {pino} from 'pino'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {must, startTestApp, type TestApp} from '../../testing/app.ts'
import {importJira} from './import-jira.ts'

const folder = join(import.meta.dirname, '../../../../shared/data/jira-tidev')
const missing = !existsSync(folder)
if (missing) console.warn(`Skipped: no real issues to import in ${folder}`)

let t: TestApp
beforeAll(async () => {
  t = await startTestApp()
})
afterAll(() => t.close())

test.skipIf(missing)(
  'all real issues come in, in time and in little memory',
  {timeout: 180_000},
  async () => {
    const files = readdirSync(folder)
      .filter((name) => name.endsWith('.gz'))
      .map((name) => join(folder, name))
    const {counts, remarks} = await importJira(t.runtime, pino({level: 'silent'}), {files})

    expect(counts.projects.written).toBe(5)
    expect(counts.issues).toEqual({read: 29_057, written: 29_057, alreadyThere: 0, notCarried: 0})
    expect(counts.comments).toEqual({
      read: 104_730,
      written: 104_730,
      alreadyThere: 0,
      notCarried: 0,
    })
    expect(counts.attachments.written).toBe(14_210)
    for (const kind of ['parents', 'links'] as const)
      expect(counts[kind].written + counts[kind].notCarried).toBe(counts[kind].read)
    expect(remarks.find(({kind}) => kind === 'badLine')).toBeUndefined()
    expect(process.resourceUsage().maxRSS).toBeLessThan(1024 * 1024)

    const issues = await t.db
      .selectFrom('issue')
      .select((eb) => [
        eb.fn.countAll<number>().as('issues'),
        eb.fn.sum<number>('comment_count').as('comments'),
        eb.fn.sum<number>('attachment_count').as('attachments'),
      ])
      .executeTakeFirstOrThrow()
    expect(Object.values(issues).map(Number)).toEqual([29_057, 104_730, 14_210])

    const found = must(await t.admin.get('/issues?q=succesfully+created+android+project'), 200).body
    expect(found.items.map(({key}: {key: string}) => key)).toContain('TIMOB-10')
    const issue = must(await t.admin.get('/issues/TIMOB-10?include=comments'), 200).body
    expect(issue).toMatchObject({
      title: "XP users can't get a succesfully created android project",
      reporter: {name: 'Marshall Culpepper'},
      createdAt: '2011-04-15T02:22:24.000Z',
    })
    expect(issue.comments.items).toMatchObject([{body: expect.stringContaining('use subprocess.popen')}])
  },
)
