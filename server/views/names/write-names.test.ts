import {assert, property, string} from 'fast-check'
import {expect, test} from 'vitest'
import type {Condition} from '../../../query/ast.ts'
import {parse} from '../../../query/parse.ts'
import type {Actor} from '../../core/actor.ts'
import {namedValues} from './named-values.ts'
import type {Ref} from './ref.ts'
import {writeNames, type KnownThings} from './write-names.ts'

const actor: Actor = {
  personId: 1,
  kind: 'human',
  companyId: null,
  isAdmin: false,
  scope: 'admin',
  sessionId: null,
  apiKeyId: null,
  standings: new Map([[1, 'member']]),
  projectIds: new Map([['WEB', 1]]),
}

test.each([
  ['label:a', ['label a']],
  ['-(label:a,"b c" OR NOT label.was:d) x', ['label a', 'label b c', 'label d']],
  ['type:bug status.from:todo status.by:@mia', ['type bug', 'status todo', 'person @mia']],
  ['key:WEB-1..WEB-9 parent:web-3', ['project WEB', 'project WEB', 'issue web-3']],
  ['key:*..WEB-9', ['project WEB']],
  ['label:~a priority:high is:open assignee:@me no:label created:2026 title:x milestone:@current', []],
])('%s names %j', (text, names) => {
  const {query} = parse(text)
  if (query === null) throw new Error(`Cannot read ${text}`)
  const values = namedValues(text, query, [])
  expect(values.map(({kind, text}) => `${kind} ${text}`)).toEqual(names)
  for (const {start, end, text: name} of values) expect(text.slice(start, end).replaceAll('"', '')).toBe(name)
})

test('whatever a thing is called, its view reads as it and as nothing else', () => {
  const text = '(label:a OR -label:b,a) (type:a component:a) milestone:a assignee:a'
  const {query} = parse(text)
  if (query === null) throw new Error('Cannot read the query')
  const refs = namedValues(text, query, [])
    .filter((value) => value.text === 'a')
    .map(({start, end, kind}): Ref => ({start, end, kind, form: 'name', ids: [1], projectIds: []}))
  assert(
    property(string({unit: 'binary', minLength: 1, maxLength: 30}), (name) => {
      if (name.trim() === '' || name.toLowerCase() === 'a') return
      const things: KnownThings = new Map(
        refs.map(({kind}) => [kind, new Map([[1, {id: 1, projectIds: [], names: {name}}]])]),
      )
      const written = writeNames(text, refs, things, {actor, isOwner: true})
      const read = parse(written.text)
      expect(read.errors).toEqual([])
      expect(saidIn(read.query?.where ?? null)).toEqual([name, 'b', name, name, name, name, name])
    }),
    {numRuns: 2_000},
  )
})

function saidIn(condition: Condition | null): string[] {
  if (condition?.kind === 'and' || condition?.kind === 'or') return condition.parts.flatMap(saidIn)
  if (condition?.kind === 'not') return saidIn(condition.part)
  if (condition?.kind !== 'field') return []
  return condition.matches.map(({value}) => (value.kind === 'word' ? value.text : `@${value.kind}`))
}
