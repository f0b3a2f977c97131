import {queryOptions} from '@tanstack/react-query'
import {answerOf, api} from '../client.ts'
import {issueKey, keepIssue} from '../issue-store.ts'
import {queryClient} from '../query-client.ts'
import type {Issue} from '../types.ts'
import {commentsQuery} from './comments.ts'

/**
 * An issue with its texts as HTML. Its first comments come in the same answer and are put where
 * `commentsQuery` looks for them. A former key is answered with the issue's present one.
 */
export function issueQuery(key: string) {
  return queryOptions({
    queryKey: issueKey(key),
    queryFn: async ({signal}): Promise<Issue> => {
      const params = {path: {key}, query: {include: 'comments,html'}}
      const {comments, ...issue} = await answerOf(api.GET('/api/v1/issues/{key}', {params, signal}))
      keepIssue(issue)
      if (comments)
        queryClient.setQueryData(
          commentsQuery(key).queryKey,
          (known) => known ?? {pages: [comments], pageParams: [undefined]},
        )
      return issue
    },
  })
}
