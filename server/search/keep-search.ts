import {sql} from 'kysely'
import type {Tx} from '../core/database/database.ts'
import {queryableOf} from '../core/database/queryable.ts'
import type {RecordedEvent} from '../core/events/recorded-events.ts'
import {jobs} from '../core/jobs/jobs.ts'
import {appendComment} from './append-comment.ts'
import {indexIssues, writeRows} from './index-issues.ts'
import {indexTask} from './index-missing.ts'

/** What is written is found by the next request: the words lie in the index when the change commits. */
export async function keepSearch(tx: Tx, events: readonly RecordedEvent[]): Promise<void> {
  const created = new Set<number>()
  const touched = new Set<number>()
  const comments: {issueId: number; commentId: number}[] = []
  for (const {event, scope} of events) {
    const {issueId, commentId} = scope
    if (event.kind === 'project.changed' && event.changes['language'] !== undefined)
      await indexProjectAnew(tx, scope.projectId ?? 0)
    if (issueId === null || issueId === undefined) continue
    if (event.kind === 'issue.created') created.add(issueId)
    else if (event.kind === 'comment.added') comments.push({issueId, commentId: commentId ?? 0})
    else if (changesTexts(event)) touched.add(issueId)
  }
  if (created.size > 0) await writeRows(queryableOf(tx), [...created])
  const changed = [...touched].filter((id) => !created.has(id))
  if (changed.length > 0) await indexIssues(tx, changed)
  for (const {issueId, commentId} of comments)
    if (!created.has(issueId) && !touched.has(issueId)) await appendComment(tx, commentId)
}

/** Its words have other stems now: too much for one request. */
async function indexProjectAnew(tx: Tx, projectId: number): Promise<void> {
  await sql`update issue_search set analysis = 0
    where issue_id in (select id from issue where project_id = ${projectId})`.execute(tx)
  await jobs.add(tx, indexTask, {}, {key: indexTask})
}

const texts = ['title', 'body', 'steps', 'expected', 'actual', 'environment']

function changesTexts(event: RecordedEvent['event']): boolean {
  if (event.kind === 'issue.changed') return texts.some((field) => event.changes[field] !== undefined)
  return touching.has(event.kind)
}

const touching: ReadonlySet<string> = new Set([
  'issue.moved',
  'comment.changed',
  'comment.removed',
  'attachment.added',
  'attachment.removed',
])
