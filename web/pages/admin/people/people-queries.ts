import {infiniteQueryOptions, queryOptions} from '@tanstack/react-query'
import {answerOf, api} from '../../../api/client.ts'
import type {components} from '../../../api/schema.d.ts'

export type Person = components['schemas']['Person']
export type PersonDetail = components['schemas']['PersonDetail']
export type Invitation = components['schemas']['Invitation']

/** People by name, 50 a page. */
export function peopleQuery(q: string) {
  return infiniteQueryOptions({
    queryKey: ['people', q] as const,
    queryFn: ({pageParam: cursor, signal}) => {
      const query = {q, limit: 50, ...(cursor !== undefined && {cursor})}
      return answerOf(api.GET('/api/v1/people', {params: {query}, signal}))
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({nextCursor}) => nextCursor ?? undefined,
    staleTime: 0,
  })
}

export function personQuery(id: number) {
  return queryOptions({
    queryKey: ['person', id] as const,
    queryFn: ({signal}) => answerOf(api.GET('/api/v1/people/{id}', {params: {path: {id}}, signal})),
    staleTime: 0,
  })
}

export function invitationsQuery() {
  return queryOptions({
    queryKey: ['invitations'] as const,
    queryFn: async ({signal}) =>
      (await answerOf(api.GET('/api/v1/invitations', {params: {query: {limit: 100}}, signal}))).items,
    staleTime: 0,
  })
}
