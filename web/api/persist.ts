import {findIssueRow, keepRows} from './issue-store.ts'
import {type IssueList, issuesQuery} from './queries/issues.ts'
import {queryClient} from './query-client.ts'
import type {IssueRow} from './types.ts'

/**
 * What was seen last is kept in this browser, so that the next visit paints before the network answers:
 * the session, the projects, the types, and the heads of the last lists. All of one person, and of one build.
 */
interface Kept {
  build: string
  personId: number | null
  at: number
  /** Cache entries by their keys */
  entries: [readonly unknown[], unknown][]
  lists: {q: string; nextCursor: string | null; rows: IssueRow[]}[]
}

const entryNames = new Set(['session', 'projects', 'project', 'types'])
const mostLists = 5
const build = import.meta.url

/** Puts what was kept into the cache. Says whether there was anything. */
export async function restoreKept(): Promise<boolean> {
  const kept = await withStore<Kept | undefined>('readonly', (store) => store.get('kept')).catch(
    () => undefined,
  )
  if (kept?.build !== build) return false
  for (const [key, data] of kept.entries) queryClient.setQueryData(key, data, {updatedAt: kept.at})
  for (const {q, nextCursor, rows} of kept.lists) {
    keepRows(rows)
    const list: IssueList = {pages: [{keys: rows.map(({key}) => key), nextCursor}], pageParams: [undefined]}
    queryClient.setQueryData(issuesQuery(q).queryKey, list, {updatedAt: kept.at})
  }
  return true
}

/** Keeps what is there, a moment after each change and when the page is left. */
export function keepUpToDate(): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  queryClient.getQueryCache().subscribe(({type, query}) => {
    const name = String(query.queryKey[0])
    if (type !== 'updated' || !(name === 'issues' || entryNames.has(name))) return
    clearTimeout(timer)
    timer = setTimeout(() => void keep(), 1500)
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void keep()
  })
}

/** @param isLeaving the page ends: nothing is kept again */
export async function forgetKept(isLeaving = false): Promise<void> {
  isForgotten = true
  await withStore('readwrite', (store) => store.clear()).catch(() => undefined)
  isForgotten = isLeaving
}

let isForgotten = false

async function keep(): Promise<void> {
  if (isForgotten) return
  const session = queryClient.getQueryData<{person: {id: number} | null}>(['session'])
  if (!session) return
  const kept: Kept = {
    build,
    personId: session.person?.id ?? null,
    at: Date.now(),
    entries: entries(),
    lists: lists(),
  }
  await withStore('readwrite', (store) => store.put(kept, 'kept')).catch(() => undefined)
}

function entries(): Kept['entries'] {
  return queryClient
    .getQueryCache()
    .findAll({
      predicate: ({queryKey, state}) => entryNames.has(String(queryKey[0])) && state.data !== undefined,
    })
    .map(({queryKey, state}) => [queryKey, state.data])
}

function lists(): Kept['lists'] {
  return queryClient
    .getQueryCache()
    .findAll({queryKey: ['issues']})
    .toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
    .slice(0, mostLists)
    .flatMap(({queryKey, state}) => {
      const [page] = (state.data as IssueList | undefined)?.pages ?? []
      if (!page) return []
      const rows = page.keys.flatMap((key) => findIssueRow(key) ?? [])
      return {q: String(queryKey[1]), nextCursor: page.nextCursor, rows}
    })
}

async function withStore<Result>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const opening = indexedDB.open('fettle', 1)
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('kept'))
  const database = await done(opening)
  try {
    return await done(act(database.transaction('kept', mode).objectStore('kept')))
  } finally {
    database.close()
  }
}

function done<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB failed')))
  })
}
