import {type InfiniteData, infiniteQueryOptions} from '@tanstack/react-query'
import {answerOf, api} from '../client.ts'
import {keepRows} from '../issue-store.ts'
import {queryClient} from '../query-client.ts'

/** A page of a list: keys, whose rows are in the issue store. */
export interface IssuePage {
  keys: string[]
  nextCursor: string | null
}
export type IssueList = InfiniteData<IssuePage, string | undefined>

/** @param q the whole query, as the API takes it: `project:WEB type:bug is:open sort:updated-desc` */
export function issuesQuery(q: string) {
  return infiniteQueryOptions({
    queryKey: ['issues', q] as const,
    queryFn: ({pageParam, signal}) => fetchPage(q, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({nextCursor}) => nextCursor ?? undefined,
    // What is stale is brought up to date by `refreshHead`, not by reading all pages again.
    staleTime: Infinity,
    refetchOnMount: false,
    structuralSharing: false,
  })
}

/**
 * Brings the head of a list that is there up to date: one request, and what was read further down stays.
 *
 * @param touched keys that changed since: in a list by time of change, those that are not at its head are out of it
 */
export async function refreshHead(q: string, touched: readonly string[] = []): Promise<void> {
  const {queryKey} = issuesQuery(q)
  if (queryClient.getQueryData<IssueList>(queryKey) === undefined) return
  const head = await fetchPage(q)
  queryClient.setQueryData<IssueList>(queryKey, (list) => {
    if (!list) return list
    return joinHead(list, head, isByChange(q) ? new Set(touched) : new Set())
  })
}

/** The list with a fresh first page. Where the two do not meet, what came after is dropped and read again. */
export function joinHead(list: IssueList, head: IssuePage, gone: ReadonlySet<string>): IssueList {
  const fresh = new Set(head.keys)
  const [first, ...others] = list.pages
  const meets = head.nextCursor !== null && first?.keys.some((key) => fresh.has(key) && !gone.has(key))
  if (!first || !meets) return {pages: [head], pageParams: [undefined]}
  const without = (page: IssuePage): IssuePage => {
    const keys = page.keys.filter((key) => !fresh.has(key) && !gone.has(key))
    return keys.length === page.keys.length ? page : {...page, keys}
  }
  // Between the first and the last key that both know, only the fresh page is right.
  const lastShared = first.keys.findLastIndex((key) => fresh.has(key) && !gone.has(key))
  const rest = without({...first, keys: first.keys.slice(lastShared + 1)})
  const pages = [{...first, keys: [...head.keys, ...rest.keys]}, ...others.map(without)]
  return {...list, pages}
}

const pageSize = 100
/** Where the days of a query begin and end. */
const {timeZone} = new Intl.DateTimeFormat().resolvedOptions()

async function fetchPage(q: string, cursor?: string, signal?: AbortSignal): Promise<IssuePage> {
  const query = {q, timeZone, limit: pageSize, ...(cursor !== undefined && {cursor})}
  const {items, nextCursor} = await answerOf(
    api.GET('/api/v1/issues', {params: {query}, ...(signal && {signal})}),
  )
  keepRows(items)
  return {keys: items.map(({key}) => key), nextCursor}
}

function isByChange(q: string): boolean {
  const [, sort] = /(?:^|\s)sort:(\S+)/i.exec(q) ?? []
  return sort === undefined || /^updated(-desc)?$/i.test(sort)
}
