import {useSyncExternalStore} from 'react'
import {answerOf, api, ApiProblem} from './client.ts'
import {queryClient} from './query-client.ts'
import type {Issue, IssueRow} from './types.ts'

/**
 * The rows of all issues seen, one each, by key. Lists hold keys and read rows from here; the open issue and
 * the event stream write here too, so that a change is seen everywhere at once.
 */
const rows = new Map<string, IssueRow>()
const stale = new Set<string>()
const listeners = new Map<string, Set<() => void>>()

export function useIssueRow(key: string): IssueRow | undefined {
  return useSyncExternalStore(
    (listener) => listenTo(key, listener),
    () => rows.get(key),
  )
}

/** Whether the row was changed since it was read: who shows it reads it anew. */
export function useIsStaleRow(key: string): boolean {
  return useSyncExternalStore(
    (listener) => listenTo(key, listener),
    () => stale.has(key),
  )
}

export function markStale(keys: Iterable<string>): void {
  for (const key of keys) {
    if (!rows.has(key)) continue
    stale.add(key)
    tell(key)
  }
}

/** Reads a row again; one that is gone, or hidden by now, stays as it was. */
export async function refreshRow(key: string): Promise<void> {
  stale.delete(key)
  try {
    keepIssue(await answerOf(api.GET('/api/v1/issues/{key}', {params: {path: {key}}})))
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
  }
}

export function findIssueRow(key: string): IssueRow | undefined {
  return rows.get(key)
}

/** Takes rows from the server; one that is older than what is known changes nothing. */
export function keepRows(fresh: readonly IssueRow[]): void {
  for (const row of fresh) {
    stale.delete(row.key)
    const known = rows.get(row.key)
    if (known && (known.version > row.version || isSame(known, row))) continue
    setRow(row)
    const open = queryClient.getQueryData<Issue>(issueKey(row.key))
    if (open && open.version < row.version)
      void queryClient.invalidateQueries({queryKey: issueKey(row.key), exact: true})
  }
}

/** Takes a whole issue from the server. */
export function keepIssue(issue: Issue): void {
  stale.delete(issue.key)
  const known = rows.get(issue.key)
  if (!known || known.version <= issue.version) setRow(rowOf(issue))
}

/** Shows a change before the server has said yes. Gives back what takes it away, as far as nothing newer came. */
export function showChange(key: string, change: Partial<Issue>): () => void {
  const before = queryClient.getQueryData<Issue>(issueKey(key))
  const rowBefore = rows.get(key)
  apply(key, change, rowFields(change))
  return () => {
    const issue = queryClient.getQueryData<Issue>(issueKey(key))
    const row = rows.get(key)
    apply(
      key,
      before && unchanged(change, issue, before),
      rowBefore && unchanged(rowFields(change), row, rowBefore),
    )
  }
}

function apply(
  key: string,
  change: Partial<Issue> | undefined,
  rowChange: Partial<IssueRow> | undefined,
): void {
  const row = rows.get(key)
  if (row) setRow({...row, ...rowChange})
  queryClient.setQueryData<Issue>(issueKey(key), (issue) => issue && {...issue, ...change})
}

/** The former values of the fields that still show the change. */
function unchanged<Thing extends object>(
  change: Partial<Thing>,
  now: Thing | undefined,
  before: Thing,
): Partial<Thing> {
  const names = Object.keys(change) as (keyof Thing)[]
  const still = names.filter((name) => now?.[name] === change[name])
  return Object.fromEntries(still.map((name) => [name, before[name]])) as Partial<Thing>
}

/** The cache's name of an open issue. */
export function issueKey(key: string): readonly ['issue', string] {
  return ['issue', key]
}

function setRow(row: IssueRow): void {
  rows.set(row.key, row)
  tell(row.key)
}

function tell(key: string): void {
  for (const listener of listeners.get(key) ?? []) listener()
}

function listenTo(key: string, listener: () => void): () => void {
  const own = listeners.get(key) ?? new Set()
  listeners.set(key, own.add(listener))
  return () => {
    own.delete(listener)
    if (own.size === 0) listeners.delete(key)
  }
}

function isSame(a: IssueRow, b: IssueRow): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function rowOf(issue: Issue): IssueRow {
  const {type, ...rest} = issue
  return pickRow({...rest, type: type.key, kind: type.kind}) as IssueRow
}

function rowFields({type, ...change}: Partial<Issue>): Partial<IssueRow> {
  return pickRow({...change, ...(type && {type: type.key, kind: type.kind})})
}

function pickRow(fields: Partial<IssueRow>): Partial<IssueRow> {
  const given = rowNames.filter((name) => fields[name] !== undefined)
  return Object.fromEntries(given.map((name) => [name, fields[name]]))
}

const rowNames = [
  'key',
  'title',
  'type',
  'kind',
  'status',
  'resolution',
  'priority',
  'severity',
  'visibility',
  'assignee',
  'labels',
  'dueOn',
  'commentCount',
  'attachmentCount',
  'voteCount',
  'version',
  'createdAt',
  'updatedAt',
] as const satisfies readonly (keyof IssueRow)[]
