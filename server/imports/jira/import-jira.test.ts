import {pino} from 'pino'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {must, startTestApp, type Answer, type TestApp} from '../../testing/app.ts'
import {importJira, type ImportOptions} from './import-jira.ts'
import {formatReport, type ImportReport} from './import-report.ts'
import {jiraComment, jiraIssue, jiraLink, makeJiraFiles, type JiraFiles} from './jira-files.ts'

let t: TestApp
let files: JiraFiles
const log = pino({level: 'silent'})

beforeAll(async () => {
  t = await startTestApp()
  files = await makeJiraFiles()
})
afterAll(async () => {
  await files.remove()
  await t.close()
})

function run(file: string | string[], options: Omit<ImportOptions, 'files'> = {}): Promise<ImportReport> {
  return importJira(t.runtime, log, {files: [file].flat(), ...options})
}

let counter = 0
async function importLines(
  lines: readonly unknown[],
  options: Omit<ImportOptions, 'files'> = {},
): Promise<ImportReport> {
  return run(await files.write(`lines-${++counter}.ndjson`, lines), options)
}

async function get(path: string): Promise<Answer['body']> {
  return must(await t.admin.get(path), 200).body
}

function remarkOf(report: ImportReport, kind: string) {
  return report.remarks.find((remark) => remark.kind === kind)
}

async function count(
  table: 'issue' | 'comment' | 'event' | 'person' | 'external_id' | 'relation' | 'attachment',
): Promise<number> {
  const {n} = await t.db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}

test('an issue comes in with its key, times, people, lists and history', async () => {
  const report = await importLines([
    jiraIssue('FULL-7', {
      issuetype: {name: 'Bug'},
      status: {name: 'Closed', statusCategory: {key: 'done'}},
      resolution: {name: 'Invalid'},
      priority: {name: 'Critical'},
      resolutiondate: '2015-05-02T10:00:00.000+0000',
      updated: '2015-05-03T10:00:00.000+0000',
      duedate: '2015-06-01',
      description: 'It *breaks*',
      labels: ['iOS', 'big,small'],
      components: [{id: '11', name: 'Core', lead: {key: 'lea', displayName: 'Lea Lead'}}],
      versions: [{id: '21', name: '1.0', released: true, releaseDate: '2015-01-02'}],
      fixVersions: [{id: '22', name: '2.0'}],
      assignee: {
        name: 'otto',
        key: 'otto',
        displayName: 'Otto',
        active: false,
        emailAddress: 'otto@example.org',
      },
      comment: {
        total: 3,
        comments: [
          jiraComment('c1', 'Seen'),
          jiraComment('c2', 'Secret', {visibility: {type: 'role', value: 'Devs'}}),
        ],
      },
      attachment: [
        {
          id: 'a1',
          filename: 'shot.png',
          size: 5,
          mimeType: 'image/png',
          created: '2015-04-29T12:00:00.000+0000',
        },
      ],
      closedSprints: [
        {
          id: 1,
          name: 'Sprint 1',
          state: 'closed',
          startDate: '2015-04-01T00:00:00.000Z',
          endDate: '2015-04-14T00:00:00.000Z',
        },
      ],
      sprint: {id: 2, name: 'Sprint 2', state: 'active'},
    }),
  ])

  const issue = await get('/issues/FULL-7?include=comments')
  expect(issue).toMatchObject({
    title: 'Title of FULL-7',
    body: 'It **breaks**',
    type: {key: 'bug'},
    status: {name: 'Closed', category: 'closed'},
    resolution: 'notABug',
    priority: 'urgent',
    severity: 'major',
    visibility: 'project',
    reporter: {name: 'Rita Reporter'},
    assignee: {name: 'Otto'},
    labels: ['big', 'iOS', 'small'],
    components: [{name: 'Core'}],
    affectsVersions: [{name: '1.0'}],
    targetVersions: [{name: '2.0'}],
    cycle: {name: 'Sprint 2'},
    dueOn: '2015-06-01',
    createdAt: '2015-04-28T12:00:00.000Z',
    updatedAt: '2015-05-03T10:00:00.000Z',
    resolvedAt: '2015-05-02T10:00:00.000Z',
    closedAt: '2015-05-02T10:00:00.000Z',
    commentCount: 1,
    noteCount: 1,
    attachmentCount: 1,
    watcherCount: 0,
    version: 1,
  })
  expect(issue.comments.items).toMatchObject([
    {body: 'Seen', isInternal: false, channel: 'import', author: {name: 'Carl Commenter'}, editedAt: null},
    {body: 'Secret', isInternal: true},
  ])
  expect((await get('/issues/FULL-7/events')).items).toMatchObject([
    {kind: 'issue.created', via: 'import', actor: {name: 'Rita Reporter'}, at: '2015-04-28T12:00:00.000Z'},
    {kind: 'comment.added', isInternal: false},
    {kind: 'comment.added', isInternal: true},
    {
      kind: 'issue.changed',
      actor: null,
      at: '2015-05-02T10:00:00.000Z',
      changes: {resolution: {from: null, to: 'notABug'}},
    },
  ])
  const attachment = await t.db
    .selectFrom('attachment')
    .selectAll()
    .where('issue_id', '=', issue.id)
    .executeTakeFirstOrThrow()
  expect(attachment).toMatchObject({name: 'shot.png', mime: 'image/png', size: 5, hash: null})
  const cycles = await t.db.selectFrom('cycle').selectAll().orderBy('name').execute()
  expect(cycles).toMatchObject([
    {name: 'Sprint 1', starts_on: '2015-04-01', ends_on: '2015-04-14'},
    {name: 'Sprint 2', closed_at: null},
  ])
  const otto = await t.db
    .selectFrom('person')
    .selectAll()
    .where('login', '=', 'otto')
    .executeTakeFirstOrThrow()
  expect([otto.email, otto.archived_at === null]).toEqual(['otto@example.org', false])
  expect(await get('/projects/FULL')).toMatchObject({name: 'Project FULL', visibility: 'internal'})

  expect(report.counts.comments).toEqual({read: 2, written: 2, alreadyThere: 0, notCarried: 0})
  expect(remarkOf(report, 'missingComments')).toMatchObject({count: 1, examples: ['FULL-7']})
  expect(remarkOf(report, 'earlierSprints')).toMatchObject({count: 1})
  expect(remarkOf(report, 'label')).toMatchObject({count: 1, examples: ['big,small']})
  expect(report.mappings).toContainEqual({field: 'resolution', from: 'Invalid', to: 'notABug', issues: 1})
  expect(formatReport(report)).toContain('priority Critical → urgent')
})

test('what is restricted in Jira is not shown to everybody', async () => {
  await importLines([
    jiraIssue('PRIV-1', {security: {id: '5', name: 'Partners'}}),
    jiraIssue('PRIV-2', {
      comment: {comments: [jiraComment('p1', 'Inner', {visibility: {type: 'group', value: 'x'}})]},
    }),
  ])
  const viewer = await t.addPerson()
  expect((await viewer.get('/issues/PRIV-1')).status).toBe(404)
  const seen = must(await viewer.get('/issues/PRIV-2?include=comments'), 200).body
  expect([seen.comments.items, seen.noteCount]).toEqual([[], null])
  expect((must(await viewer.get('/issues/PRIV-2/events'), 200).body.items as unknown[]).length).toBe(1)
  expect((await get('/issues/PRIV-1')).visibility).toBe('private')
})

test('new issues go on after the highest number', async () => {
  await importLines([jiraIssue('NUM-41'), jiraIssue('NUM-3')])
  expect(await t.addIssue({project: 'NUM'})).toBe('NUM-42')
})

test('a project of its own line comes with everything that it lists, wherever the line stands', async () => {
  const project = {
    id: '9',
    key: 'PROJ',
    name: 'The project',
    description: 'What it is for',
    components: [{id: '91', name: 'Unused', description: 'Nobody'}],
    versions: [{id: '92', name: '0.1', released: true, releaseDate: '2012-03-04', archived: true}],
  }
  const issues = await files.write('proj.ndjson.gz', [
    jiraIssue('PROJ-1', {versions: [{id: '92', name: '0.1'}]}),
  ])
  const report = await run([issues, await files.write('projects.ndjson', [project])])
  expect(await get('/projects/PROJ')).toMatchObject({name: 'The project', description: 'What it is for'})
  const version = await t.db
    .selectFrom('version')
    .selectAll()
    .where('name', '=', '0.1')
    .executeTakeFirstOrThrow()
  expect(version).toMatchObject({is_released: true, released_on: '2012-03-04', archived_at: expect.any(Date)})
  expect(report.counts.components.written).toBe(1)
  const types = (await get('/projects/PROJ')).types as unknown[]
  expect(types).toHaveLength((await get('/types')).items.length)
})

test('statuses go by their name, else by what they mean', async () => {
  const done = {status: {name: 'Resolved', statusCategory: {key: 'done'}}}
  const report = await importLines([
    jiraIssue('STAT-1', {status: {name: 'Reopened', statusCategory: {key: 'new'}}}),
    jiraIssue('STAT-2', {status: {name: 'In QE Test', statusCategory: {key: 'indeterminate'}}}),
    jiraIssue('STAT-3', {...done, issuetype: {name: 'Story'}, resolution: {name: 'Done'}}),
    jiraIssue('STAT-4', {...done, issuetype: {name: 'Story'}, resolution: {name: "Won't Fix"}}),
    jiraIssue('STAT-5', {issuetype: {name: 'Riddle'}, resolution: {name: 'Fixed'}}),
  ])
  const statuses = await Promise.all(
    [1, 2, 3, 4, 5].map(async (n) => (await get(`/issues/STAT-${n}`)).status.name),
  )
  expect(statuses).toEqual(['Reopened', 'In progress', 'Shipped', 'Closed', 'To do'])
  expect(await get('/issues/STAT-5')).toMatchObject({type: {key: 'task'}, resolution: null, resolvedAt: null})
  expect(remarkOf(report, 'unresolvedResolution')).toMatchObject({count: 1})
  expect(report.mappings).toContainEqual({field: 'type', from: 'Riddle', to: 'Task', issues: 1})
})

test('links are kept once, in their direction; duplicates of each other are only related', async () => {
  const report = await importLines([
    jiraIssue('LINK-1', {issuelinks: [jiraLink('blocks', 'LINK-2'), jiraLink('relates to', 'LINK-3')]}),
    jiraIssue('LINK-2', {
      issuelinks: [jiraLink('is blocked by', 'LINK-1'), jiraLink('duplicates', 'LINK-3')],
    }),
    jiraIssue('LINK-3', {
      issuelinks: [
        jiraLink('duplicates', 'LINK-2'),
        jiraLink('relates to', 'LINK-1'),
        jiraLink('blocks', 'GONE-1'),
      ],
    }),
  ])
  expect(report.counts.links).toEqual({read: 5, written: 4, alreadyThere: 0, notCarried: 1})
  const relations = (await get('/issues/LINK-2/relations')).items.map(
    (it: {kind: string; issue: {key: string}}) => `${it.kind} ${it.issue.key}`,
  )
  expect(relations.toSorted()).toEqual(['duplicates LINK-3', 'isBlockedBy LINK-1', 'relatesTo LINK-3'])
  expect(remarkOf(report, 'linkElsewhere')).toMatchObject({count: 1, examples: ['blocks LINK-3 GONE-1']})
  expect(remarkOf(report, 'duplicateCircle')).toMatchObject({count: 1})
})

test('parents make no circle', async () => {
  const report = await importLines([
    jiraIssue('TREE-1', {parent: {key: 'TREE-2'}}),
    jiraIssue('TREE-2', {epic: {key: 'TREE-3'}}),
    jiraIssue('TREE-3', {parent: {key: 'TREE-1'}}),
  ])
  expect((await get('/issues/TREE-1')).parent.key).toBe('TREE-2')
  expect((await get('/issues/TREE-2')).parent.key).toBe('TREE-3')
  expect((await get('/issues/TREE-3')).parent).toBeNull()
  expect(report.counts.parents).toEqual({read: 3, written: 2, alreadyThere: 0, notCarried: 1})
  expect(remarkOf(report, 'parentCircle')).toMatchObject({examples: ['TREE-3 below TREE-1']})
})

test('the same files again change nothing', async () => {
  const lines = [
    jiraIssue('SAME-1', {
      comment: {comments: [jiraComment('s1', 'One'), jiraComment('s2', ' ')]},
      parent: {key: 'SAME-2'},
    }),
    jiraIssue('SAME-2', {
      issuelinks: [jiraLink('blocks', 'SAME-1'), jiraLink('blocks', 'OFF-1')],
      labels: ['x'],
      sprint: {id: 8, name: 'S'},
    }),
    jiraIssue('SAME-2'),
  ]
  const tables = ['issue', 'comment', 'person', 'external_id', 'relation', 'attachment'] as const
  const first = await importLines(lines)
  const before = await Promise.all(tables.map(count))
  const again = await importLines(lines)
  expect(await Promise.all(tables.map(count))).toEqual(before)
  expect(first.counts.issues).toEqual({read: 3, written: 2, alreadyThere: 1, notCarried: 0})
  expect(first.counts.comments).toEqual({read: 2, written: 2, alreadyThere: 0, notCarried: 0})
  for (const counts of Object.values(again.counts)) {
    expect(counts.written).toBe(0)
    expect(counts.read).toBe(counts.alreadyThere + counts.notCarried)
  }
  expect(again.counts.links).toEqual({read: 2, written: 0, alreadyThere: 1, notCarried: 1})
})

test('a later file adds to the first: comments, and issues that were waited for', async () => {
  await importLines([
    jiraIssue('MORE-1', {
      parent: {key: 'MORE-2'},
      issuelinks: [jiraLink('blocks', 'MORE-2')],
      comment: {comments: [jiraComment('m1', 'Old')]},
    }),
  ])
  await t.admin.patch('/issues/MORE-1', {title: 'Changed here'})
  const report = await importLines([
    jiraIssue('MORE-1', {
      comment: {
        comments: [
          jiraComment('m1', 'Old'),
          jiraComment('m2', 'New', {created: '2031-01-01T00:00:00.000+0000'}),
        ],
      },
      attachment: [{id: 'm-a', filename: 'x.txt', created: '2016-01-01T00:00:00.000+0000'}],
    }),
    jiraIssue('MORE-2'),
  ])
  const issue = await get('/issues/MORE-1?include=comments')
  expect(issue).toMatchObject({
    title: 'Changed here',
    parent: {key: 'MORE-2'},
    commentCount: 2,
    attachmentCount: 1,
    updatedAt: '2031-01-01T00:00:00.000Z',
  })
  expect(issue.comments.items.map(({body}: {body: string}) => body)).toEqual(['Old', 'New'])
  expect((await get('/issues/MORE-2/relations')).items).toMatchObject([
    {kind: 'isBlockedBy', issue: {key: 'MORE-1'}},
  ])
  expect(report.counts.issues).toEqual({read: 2, written: 1, alreadyThere: 1, notCarried: 0})
  expect(report.counts.comments).toEqual({read: 2, written: 1, alreadyThere: 1, notCarried: 0})
})

test('an import that is stopped goes on where it was', async () => {
  const lines = Array.from({length: 25}, (_, n) =>
    jiraIssue(`STOP-${n + 1}`, {
      comment: {comments: [jiraComment(`stop${n}`, `Comment ${n}`)]},
      parent: {key: 'STOP-1'},
    }),
  )
  const stop = new AbortController()
  const stopped = importLines(lines, {
    batchSize: 10,
    signal: stop.signal,
    onProgress: ({issues}) => issues >= 10 && stop.abort(new Error('Enough')),
  })
  await expect(stopped).rejects.toThrow('Enough')
  const there = await t.db
    .selectFrom('issue')
    .select('number')
    .where('title', 'like', 'Title of STOP-%')
    .execute()
  expect(there.length % 10).toBe(0)
  expect(there.length).toBeLessThan(25)

  const rest = await importLines(lines, {batchSize: 10})
  expect(rest.counts.issues).toEqual({
    read: 25,
    written: 25 - there.length,
    alreadyThere: there.length,
    notCarried: 0,
  })
  expect(rest.counts.comments.written).toBe(25 - there.length)
  expect((await get('/issues/STOP-1')).subIssueCount).toBe(24)
})

test('an import whose connection breaks leaves nothing half done', async () => {
  const lines = Array.from({length: 60}, (_, n) =>
    jiraIssue(`CUT-${n + 1}`, {comment: {comments: [jiraComment(`cut${n}`, 'Hm')]}}),
  )
  let cut: Promise<unknown> | undefined
  const broken = importLines(lines, {
    batchSize: 1,
    onProgress: ({issues}) => {
      if (issues >= 2)
        cut ??= t.runtime.pool.query(
          `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = 715020
            and database = (select oid from pg_database where datname = current_database())`,
        )
    },
  })
  await expect(broken).rejects.toThrow()
  await cut
  const rest = await importLines(lines, {batchSize: 4})
  expect(rest.counts.issues).toMatchObject({read: 60, notCarried: 0})
  expect(rest.counts.comments.written).toBe(rest.counts.issues.written)
  expect((await get('/issues/CUT-60')).commentCount).toBe(1)
})

test('bad lines are told with their place, and the rest comes in', async () => {
  const file = await files.write('bad.ndjson', [
    jiraIssue('BAD-1', {summary: ' '}),
    '{"id": 1, "key": "BAD-2", "fields":',
    {id: '3', key: 'BAD-3', fields: {}},
    '[]',
    jiraIssue('BAD-99999999999'),
    jiraIssue('TOOLONGAKEY-1'),
    jiraIssue('BAD-4', {summary: 'Odd \0 and \ud800', description: 'a\0b'}),
  ])
  const report = await run(file)
  expect(remarkOf(report, 'badLine')).toMatchObject({count: 4})
  expect(remarkOf(report, 'badLine')?.examples[0]).toContain(`${file}:2: Cannot read JSON`)
  expect(remarkOf(report, 'projectKey')).toMatchObject({count: 1, examples: ['TOOLONGAKEY-1']})
  expect((await get('/issues/BAD-1')).title).toBe('(no title)')
  expect(await get('/issues/BAD-4')).toMatchObject({title: 'Odd and \ufffd', body: 'ab'})
})

test('people keep to one login and one address each', async () => {
  const someone = await t.addPerson({name: 'Here already'})
  const {email, login} = await t.db
    .selectFrom('person')
    .select(['email', 'login'])
    .where('id', '=', someone.personId)
    .executeTakeFirstOrThrow()
  const report = await importLines([
    jiraIssue('WHO-1', {
      reporter: {key: 'u1', name: 'whoever', displayName: 'By address', emailAddress: email?.toUpperCase()},
      assignee: {key: 'u2', name: login?.toUpperCase(), displayName: 'By login', active: true},
      comment: {comments: [{...jiraComment('w1', 'Nobody said this'), author: null}]},
    }),
  ])
  const issue = await get('/issues/WHO-1?include=comments')
  expect(issue.reporter).toEqual({id: someone.personId, name: 'Here already'})
  expect(issue.assignee.name).toBe('By login')
  expect(issue.assignee.id).not.toBe(someone.personId)
  expect(issue.comments.items[0].author.name).toBe('Unknown')
  expect(remarkOf(report, 'login')).toMatchObject({count: 1})
  expect(remarkOf(report, 'noAuthor')).toMatchObject({count: 1})
})

test('a project of the same key that is in use is left alone, an empty one is taken over', async () => {
  await t.addProject({key: 'USED'})
  await t.addIssue({project: 'USED'})
  const lines = [jiraIssue('EMPTY-1'), jiraIssue('USED-5')]
  await expect(importLines(lines)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('Cannot import USED'),
  })
  expect((await t.admin.get('/projects/EMPTY')).status).toBe(404)

  await t.addProject({key: 'EMPTY', visibility: 'public'})
  const report = await importLines(lines, {project: 'empty'})
  expect(report.counts.issues.read).toBe(1)
  expect((await get('/projects/EMPTY')).visibility).toBe('public')
  expect((await t.admin.get('/issues/USED-5')).status).toBe(404)
})

test('a number that was given away here is not taken', async () => {
  await importLines([jiraIssue('TAKEN-1')])
  expect(await t.addIssue({project: 'TAKEN', title: 'Made here'})).toBe('TAKEN-2')
  const report = await importLines([jiraIssue('TAKEN-1'), jiraIssue('TAKEN-2')])
  expect(report.counts.issues).toEqual({read: 2, written: 0, alreadyThere: 1, notCarried: 1})
  expect(remarkOf(report, 'numberTaken')).toMatchObject({examples: ['TAKEN-2']})
  expect((await get('/issues/TAKEN-2')).title).toBe('Made here')
})

test('says what is wrong with the files', async () => {
  await expect(run('/nowhere/x.ndjson')).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('/nowhere/x.ndjson'),
  })
  await expect(importLines([jiraIssue('ONLY-1')], {project: 'OTHER'})).rejects.toThrow(
    'hold nothing of project OTHER',
  )
  await expect(importLines([])).rejects.toThrow('hold no issue')
})

test('one import runs at a time, and each leaves a line in the audit log', async () => {
  const holder = await t.runtime.pool.connect()
  await holder.query('select pg_advisory_lock(715020)')
  const refused = importLines([jiraIssue('AUD-1')])
  await expect(refused).rejects.toThrow('Cannot import: another import is running')
  holder.release(true)
  await importLines([jiraIssue('AUD-1')])
  const last = await t.db
    .selectFrom('event')
    .selectAll()
    .where('kind', '=', 'import.finished')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  expect(last).toMatchObject({
    is_audit: true,
    via: 'import',
    actor_id: null,
    payload: {detail: {source: 'jira'}},
  })
})
