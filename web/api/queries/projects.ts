import {queryOptions} from '@tanstack/react-query'
import {answerOf, api} from '../client.ts'

export function projectsQuery() {
  return queryOptions({
    queryKey: ['projects'] as const,
    queryFn: async ({signal}) => (await answerOf(api.GET('/api/v1/projects', {signal}))).items,
  })
}

/** One project with its types and its numbers. */
export function projectQuery(key: string) {
  return queryOptions({
    queryKey: ['project', key] as const,
    queryFn: ({signal}) => answerOf(api.GET('/api/v1/projects/{key}', {params: {path: {key}}, signal})),
  })
}
