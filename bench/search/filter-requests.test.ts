import {expect, test} from 'vitest'
import {parse} from '../../query/parse.ts'
import {filterRequests} from './filter-requests.ts'
import type {KnownIssue} from './known-issues.ts'

const issue: KnownIssue = {
  key: 'BENA-1',
  title: 'A title',
  isCopy: false,
  body: '',
  project: 'BENA',
  type: 'bug',
  isOpen: true,
  priority: 2,
  severity: 4,
  assignee: 'person1',
  reporter: 'person2',
  labels: ['data loss'],
  createdOn: '2024-05-06',
  updatedOn: '2024-06-07',
}

const queriesOf = (issues: readonly KnownIssue[], count: number): string[] =>
  filterRequests(issues, count).map(({path}) => new URL(path, 'http://localhost').searchParams.get('q') ?? '')

test('every query has five filters and an order, and the language takes it', () => {
  const queries = queriesOf(
    Array.from({length: 30}, (_, n) => ({...issue, assignee: `person${n}`, reporter: `person${n}`})),
    30,
  )
  expect(queries.length).toBe(30)
  for (const q of queries) {
    const {query, errors} = parse(q)
    expect(errors).toEqual([])
    expect(query?.sort).toHaveLength(1)
    expect(query?.where).toMatchObject({kind: 'and', parts: {length: 5}})
  }
})

test('a value that an issue lacks waits for one that has it', () => {
  const bare = {...issue, assignee: null, severity: null, labels: []}
  const [first] = queriesOf([bare, bare, issue], 1)
  expect(first).toContain('assignee:person1')
})
