import {queryOptions} from '@tanstack/react-query'
import {answerOf, api} from '../client.ts'

/** The issue types with their forms and statuses: all of them, or those enabled in a project. */
export function typesQuery(project?: string) {
  return queryOptions({
    queryKey: ['types', project ?? null] as const,
    queryFn: async ({signal}) => {
      const query = project === undefined ? {} : {project}
      return (await answerOf(api.GET('/api/v1/types', {params: {query}, signal}))).items
    },
  })
}
