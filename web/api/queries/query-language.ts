import {keepPreviousData, queryOptions} from '@tanstack/react-query'
import {answerOf, api} from '../client.ts'
import type {CheckedQuery, Completion} from '../types.ts'

/** What is wrong with a query, and which of its names lead nowhere. */
export function checkedQuery(q: string) {
  return queryOptions({
    queryKey: ['checked-query', q] as const,
    queryFn: ({signal}): Promise<CheckedQuery> =>
      answerOf(api.GET('/api/v1/query/check', {params: {query: {q}}, signal})),
    staleTime: 60_000,
    gcTime: 60_000,
  })
}

/** What can stand at a place of a text. */
export interface Completed extends Completion {
  readonly text: string
}

/**
 * @param within what the text is narrowed by besides, such as `project:WEB`
 * @param at in UTF-16 units
 */
export function completedQuery(within: string, text: string, at: number) {
  return queryOptions({
    queryKey: ['completed-query', within, text, at] as const,
    queryFn: async ({signal}): Promise<Completed> => {
      const before = within === '' ? '' : `${within} `
      const query = {q: `${before}${text}`, at: before.length + at}
      const {replace, ...rest} = await answerOf(api.GET('/api/v1/query/complete', {params: {query}, signal}))
      const {length} = before
      return {...rest, text, replace: {start: replace.start - length, end: replace.end - length}}
    },
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    gcTime: 30_000,
  })
}
