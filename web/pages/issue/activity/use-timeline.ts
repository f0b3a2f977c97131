import {useInfiniteQuery} from '@tanstack/react-query'
import {useMemo} from 'react'
import {commentsQuery} from '../../../api/queries/comments.ts'
import {historyQuery} from '../issue-queries.ts'
import {timelineOf} from './timeline.ts'

/** The activity of an issue as far as it is loaded; `showMore` loads what follows. */
export function useTimeline(key: string) {
  const comments = useInfiniteQuery(commentsQuery(key))
  const history = useInfiniteQuery(historyQuery(key))
  const written = useMemo(() => comments.data?.pages.flatMap(({items}) => items) ?? [], [comments.data])
  const happened = useMemo(() => history.data?.pages.flatMap(({items}) => items) ?? [], [history.data])
  const until = useMemo(() => {
    const ends = [
      comments.hasNextPage ? written.at(-1)?.createdAt : undefined,
      history.hasNextPage ? happened.at(-1)?.at : undefined,
    ].filter((end) => end !== undefined)
    return ends.toSorted()[0] ?? null
  }, [comments.hasNextPage, history.hasNextPage, written, happened])
  const items = useMemo(() => timelineOf(written, happened, until), [written, happened, until])
  return {
    items,
    comments: written,
    isLoading: comments.isPending || history.isPending,
    error: comments.error ?? history.error,
    retry: () => {
      if (comments.error) void comments.refetch()
      if (history.error) void history.refetch()
    },
    hasMore: comments.hasNextPage || history.hasNextPage,
    isLoadingMore: comments.isFetchingNextPage || history.isFetchingNextPage,
    showMore: () => {
      if (comments.hasNextPage) void comments.fetchNextPage()
      if (history.hasNextPage) void history.fetchNextPage()
    },
  }
}
