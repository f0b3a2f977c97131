import {infiniteQueryOptions} from '@tanstack/react-query'
import {answerOf, api} from '../client.ts'

/** The comments of an issue, oldest first, 20 a page, with their HTML. */
export function commentsQuery(key: string) {
  return infiniteQueryOptions({
    queryKey: ['comments', key] as const,
    queryFn: ({pageParam: cursor, signal}) => {
      const query = {include: 'html' as const, limit: 20, ...(cursor !== undefined && {cursor})}
      return answerOf(api.GET('/api/v1/issues/{key}/comments', {params: {path: {key}, query}, signal}))
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({nextCursor}) => nextCursor ?? undefined,
  })
}
