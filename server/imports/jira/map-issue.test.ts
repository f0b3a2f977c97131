import {expect, test} from 'vitest'
import {buildJiraIssue} from './build-jira-issue.ts'
import {mapIssue} from './map-issue.ts'
import {mapLink, uniqueRelations} from './map-links.ts'
import {bugSeverity, findIssueType, findPriority, findResolution, findStatusCategory} from './map-terms.ts'
import type {MappedIssue} from './mapped.ts'
import {parseJiraLine} from './schema.ts'

function map(fields: Parameters<typeof buildJiraIssue>[0], key?: string): MappedIssue {
  return mapIssue(buildJiraIssue(fields, key))
}

test('an issue with nothing but its envelope', () => {
  const issue = map({})
  expect(issue).toMatchObject({key: 'WEB-1', projectKey: 'WEB', number: 1, type: 'bug', title: 'It breaks'})
  expect(issue).toMatchObject({
    body: '',
    resolution: 'open',
    priority: 'none',
    severity: 'minor',
    parentKey: null,
  })
  expect(issue.createdAt.toISOString()).toBe('2015-04-28T09:09:23.000Z')
  expect(issue.notes).toEqual([])
})

test.each([
  ['Sub-task', 'task'],
  ['New Feature', 'feature'],
  ['Epic', 'feature'],
  ['Service Request', 'ticket'],
  ['Documentation', 'documentation'],
  ['Riddle', undefined],
])('type %s', (name, type) => {
  expect(findIssueType(name)).toBe(type)
})

test('an unknown type is a task and noted', () => {
  const issue = map({issuetype: {name: 'Riddle'}})
  expect([issue.type, issue.typeName, issue.severity]).toEqual(['task', 'Riddle', null])
  expect(issue.notes).toEqual([{kind: 'unknownType', detail: 'Riddle'}])
})

test.each([
  ['Reopened', 'new', 'open'],
  ['In QE Test', 'indeterminate', 'active'],
  ['Waiting for customer', 'indeterminate', 'waiting'],
  ['On Hold', 'new', 'waiting'],
  ['No feedback', 'done', 'closed'],
  ['Resolved', 'done', 'resolved'],
  ['Done', 'done', 'closed'],
  ['Cooking', 'indeterminate', 'active'],
  ['Cooking', undefined, undefined],
])('status %s of category %s', (name, key, category) => {
  expect(findStatusCategory(name, key)).toBe(category)
})

test.each([
  ['Fixed', 'fixed'],
  ['Won’t Fix', 'wontFix'],
  ["Won't Do", 'wontFix'],
  ['Needs more info', 'suspended'],
  ['Hold', 'suspended'],
  ['Not Our Bug', 'notABug'],
])('resolution %s', (name, resolution) => {
  expect(findResolution(name)).toBe(resolution)
})

test('a resolution keeps the name that says more', () => {
  const done = {status: {name: 'Closed'}, resolutiondate: '2016-01-02T00:00:00.000+0000'}
  expect(map({...done, resolution: {name: 'Hold'}}).resolutionName).toBe('Hold')
  expect(map({...done, resolution: {name: 'Fixed'}}).resolutionName).toBeNull()
  expect(map({...done, resolution: {name: 'Fixed'}}).resolvedAt?.toISOString()).toBe(
    '2016-01-02T00:00:00.000Z',
  )
})

test('a reopened issue says so, and is not resolved though it has a date', () => {
  const issue = map({status: {name: 'Reopened'}, resolutiondate: '2016-01-02T00:00:00.000+0000'})
  expect([issue.resolution, issue.resolvedAt]).toEqual(['reopened', null])
})

test('priority and the severity of bugs', () => {
  expect(['Blocker', 'Major', 'Medium', 'Trivial', 'None'].map(findPriority)).toEqual([
    'urgent',
    'high',
    'normal',
    'low',
    'none',
  ])
  expect(['Blocker', 'Critical', 'Trivial', 'High', null].map(bugSeverity)).toEqual([
    'block',
    'major',
    'trivial',
    'minor',
    'minor',
  ])
})

const version = [{name: '1.0', releaseDate: '2020-01-31'}]

test('the fix version of what is not fixed is a target', () => {
  expect(map({fixVersions: version})).toMatchObject({targetVersions: [{name: '1.0'}], fixedVersions: []})
  expect(map({fixVersions: version, resolution: {name: 'Fixed'}})).toMatchObject({
    targetVersions: [],
    fixedVersions: [{name: '1.0', releaseDate: '2020-01-31'}],
  })
})

const linkTypes: [name: string, inward: string, outward: string, from: string, type: string, to: string][] = [
  ['Blocks', 'is blocked by', 'blocks', 'A-1', 'blocks', 'A-2'],
  ['Depends', 'is dependent of', 'depends on', 'A-2', 'blocks', 'A-1'],
  ['Duplicate', 'is duplicated by', 'duplicates', 'A-1', 'duplicates', 'A-2'],
  ['Cause', 'is caused by', 'causes', 'A-2', 'causedBy', 'A-1'],
  ['Problem', 'causes', 'is caused by', 'A-1', 'causedBy', 'A-2'],
  ['Cloners', 'is cloned into', 'is cloned from', 'A-1', 'relatesTo', 'A-2'],
  ['Gantt: start-finish', 'is triggered by', 'is triggering', 'A-1', 'relatesTo', 'A-2'],
]

test.each(linkTypes)(
  'link %s is one relation, seen from either end',
  (name, inward, outward, from, type, to) => {
    const link = {id: '7', type: {name, inward, outward}}
    const outgoing = mapLink('A-1', {...link, outwardIssue: {key: 'A-2'}})
    const incoming = mapLink('A-2', {...link, inwardIssue: {key: 'A-1'}})
    expect(outgoing).toMatchObject({from, type, to, sourceId: '7', sourceName: outward})
    expect(incoming).toEqual(outgoing)
    if (outgoing && incoming) expect(uniqueRelations([outgoing, incoming])).toHaveLength(1)
  },
)

test('a link that says there is none, or names the issue itself, is dropped and noted', () => {
  const type = {name: 'Not related', inward: 'has nothing to', outward: 'do not relates to'}
  const self = {name: 'Relates', inward: 'relates to', outward: 'relates to'}
  const issue = map({
    issuelinks: [
      {type, outwardIssue: {key: 'A-2'}},
      {type: self, outwardIssue: {key: 'WEB-1'}},
    ],
  })
  expect(issue.relations).toEqual([])
  expect(issue.notes.map((it) => it.kind)).toEqual(['droppedLink', 'droppedLink'])
})

test('the parent comes before the epic, and an epic is not its own', () => {
  expect(map({parent: {key: 'WEB-2'}, epic: {key: 'WEB-3'}}).parentKey).toBe('WEB-2')
  expect(map({epic: {key: 'WEB-3'}}).parentKey).toBe('WEB-3')
  expect(map({epic: {key: 'WEB-1'}, subtasks: [{key: 'WEB-4'}]})).toMatchObject({
    parentKey: null,
    childKeys: ['WEB-4'],
  })
})

test('sprints, closed ones first, each once', () => {
  const closed = {id: 3, name: 'One', state: 'closed', startDate: '2012-09-27T05:26:46.636Z'}
  const issue = map({
    closedSprints: [closed, closed],
    sprint: {id: 4, name: 'Two', state: 'ACTIVE', endDate: '<null>'},
  })
  expect(issue.sprints).toMatchObject([
    {sourceId: '3', state: 'closed', startAt: new Date('2012-09-27T05:26:46.636Z')},
    {sourceId: '4', state: 'active', endAt: null},
  ])
})

test('comments keep authors, dates and whether they are internal', () => {
  const author = {name: 'bob', key: 'JIRAUSER1', displayName: 'Bob '}
  const created = '2016-01-02T00:00:00.000+0000'
  const issue = map({
    reporter: author,
    comment: {
      total: 3,
      comments: [
        {id: '9', author, created, body: '*a*', visibility: {type: 'role', value: 'Staff'}},
        {id: '10', created},
      ],
    },
  })
  expect(issue.comments).toMatchObject([
    {sourceId: '9', authorKey: 'JIRAUSER1', body: '**a**', internal: true},
    {sourceId: '10', authorKey: null, body: '', internal: false},
  ])
  expect(issue.people).toMatchObject([{key: 'JIRAUSER1', userName: 'bob', displayName: 'Bob', active: true}])
  expect(issue.notes.map((it) => `${it.kind} ${it.detail}`)).toEqual(['missingComments 1', 'emptyComment 10'])
})

test('a person and a text of Jira Cloud', () => {
  const doc = {
    type: 'doc',
    version: 1,
    content: [{type: 'paragraph', content: [{type: 'text', text: 'a_b', marks: [{type: 'strong'}]}]}],
  }
  const issue = map({assignee: {accountId: '5b:1', displayName: 'Ann'}, description: doc})
  expect([issue.assigneeKey, issue.body]).toEqual(['5b:1', '**a_b**'])
})

test('lines that are no issue say why', () => {
  expect(parseJiraLine('{')).toMatchObject({kind: 'bad', reason: expect.stringContaining('Cannot read JSON')})
  expect(parseJiraLine('null')).toMatchObject({kind: 'bad'})
  expect(parseJiraLine('{"id":"1","key":"A-1","fields":{}}')).toMatchObject({
    kind: 'bad',
    reason: expect.stringContaining('issue A-1: fields.project'),
  })
  expect(parseJiraLine('{"id":1,"key":"A","versions":null,"more":1}')).toMatchObject({
    kind: 'project',
    project: {id: '1'},
  })
})
