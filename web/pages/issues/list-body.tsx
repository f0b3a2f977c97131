import type {InfiniteData, UseInfiniteQueryResult} from '@tanstack/react-query'
import {type ReactNode, useState} from 'react'
import {ApiProblem} from '../../api/problem.ts'
import type {IssuePage} from '../../api/queries/issues.ts'
import {SkeletonRows} from '../../ui/skeleton.tsx'
import {IssueRows} from './issue-rows.tsx'
import {FailedList} from './list-faces.tsx'
import type {Sort} from './list-query.ts'

export interface ListBodyProps {
  list: UseInfiniteQueryResult<InfiniteData<IssuePage>>
  query: string
  isKindKnown: boolean
  sort: Sort
  nothing: ReactNode
}

/** The rows; while another filter is loaded, or is refused, the ones before it. */
export function ListBody({list, query, isKindKnown, sort, nothing}: ListBodyProps) {
  const [shown, setShown] = useState(() => ({query, data: list.data}))
  if (list.data && list.data !== shown.data) setShown({query, data: list.data})
  const {data} = list.data ? list : shown
  const isRefused = isFilterProblem(list.error)
  if (list.error && !list.data && !isRefused) return <FailedList error={list.error} onRetry={list.refetch} />
  if (!data) return isRefused ? null : <SkeletonRows count={16} />
  const keys = data.pages.flatMap((page) => page.keys)
  if (keys.length === 0) return list.hasNextPage ? <SkeletonRows /> : nothing
  return (
    <IssueRows
      key={list.data ? query : shown.query}
      name={list.data ? query : shown.query}
      keys={keys}
      sort={sort}
      isKindKnown={isKindKnown}
      more={{
        isThere: list.hasNextPage,
        isLoading: list.isFetchingNextPage,
        error: list.isFetchNextPageError ? list.error : null,
        load: () => void list.fetchNextPage(),
      }}
    />
  )
}

/** The filter cannot be read: said under its field. */
export function isFilterProblem(error: Error | null): error is ApiProblem {
  return error instanceof ApiProblem && error.pointer === '/querystring/q'
}
