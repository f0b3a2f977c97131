import {expect, test} from 'vitest'
import type {Comment} from '../../../api/types.ts'
import type {HistoryEntry} from '../issue-queries.ts'
import {timelineOf} from './timeline.ts'

let id = 0
const entry = (minute: number, kind: string, commentId: number | null = null) =>
  ({id: ++id, at: time(minute), kind, commentId}) as HistoryEntry
const comment = (minute: number) => ({id: ++id, createdAt: time(minute)}) as Comment
const time = (minute: number) => `2026-11-20T10:${String(minute).padStart(2, '0')}:00.000Z`
const shape = (items: ReturnType<typeof timelineOf>) =>
  items.map((item) => (item.kind === 'comment' ? 'comment' : item.entries.map(({kind}) => kind)))

test('puts comments and runs of changes in the order of time', () => {
  const history = [entry(1, 'issue.created'), entry(2, 'issue.changed'), entry(5, 'issue.changed')]
  expect(shape(timelineOf([comment(3)], history, null))).toEqual([
    ['issue.created', 'issue.changed'],
    'comment',
    ['issue.changed'],
  ])
})

test('begins with the creation, whatever has the same time', () => {
  const history = [entry(1, 'issue.changed'), entry(1, 'issue.created')]
  expect(shape(timelineOf([comment(1)], history, null))).toEqual([
    ['issue.created'],
    'comment',
    ['issue.changed'],
  ])
})

test('leaves out what a comment shows by itself, and who watches or voted', () => {
  const history = [
    entry(1, 'comment.added', 7),
    entry(1, 'attachment.added', 7),
    entry(2, 'watcher.added'),
    entry(2, 'vote.added'),
    entry(3, 'attachment.added'),
    entry(4, 'comment.removed', 7),
  ]
  expect(shape(timelineOf([], history, null))).toEqual([['attachment.added', 'comment.removed']])
})

test('keeps changes back that are later than the last loaded comment', () => {
  const history = [entry(1, 'issue.changed'), entry(9, 'issue.changed')]
  expect(shape(timelineOf([comment(3)], history, time(3)))).toEqual([['issue.changed'], 'comment'])
})
