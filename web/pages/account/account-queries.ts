import {queryOptions} from '@tanstack/react-query'
import {answerOf, api} from '../../api/client.ts'

/** Oneself, with how one signs in. */
export function ownAccountQuery(id: number) {
  return queryOptions({
    queryKey: ['person', id] as const,
    queryFn: ({signal}) => answerOf(api.GET('/api/v1/people/{id}', {params: {path: {id}}, signal})),
  })
}

export function sessionsQuery() {
  return queryOptions({
    queryKey: ['sessions'] as const,
    queryFn: async ({signal}) => (await answerOf(api.GET('/api/v1/sessions', {signal}))).items,
    staleTime: 0,
  })
}

export function passkeysQuery() {
  return queryOptions({
    queryKey: ['passkeys'] as const,
    queryFn: async ({signal}) => (await answerOf(api.GET('/api/v1/passkeys', {signal}))).items,
  })
}

export function apiKeysQuery() {
  return queryOptions({
    queryKey: ['api-keys'] as const,
    queryFn: async ({signal}) =>
      (await answerOf(api.GET('/api/v1/api-keys', {params: {query: {limit: 100}}, signal}))).items,
    staleTime: 0,
  })
}
