import {useMutation} from '@tanstack/react-query'
import {answerOf, api} from '../../../api/client.ts'
import {queryClient} from '../../../api/query-client.ts'
import {m} from '../../../paraglide/messages.js'
import {showFailure, showUndo} from '../../../ui/toast.tsx'
import {historyQuery, type Relation, type RelationName, relationsQuery} from '../issue-queries.ts'

interface NewRelation {
  kind: RelationName
  otherKey: string
}

export function useAddRelation(key: string) {
  return useMutation({
    mutationFn: (body: NewRelation) =>
      answerOf(api.POST('/api/v1/issues/{key}/relations', {params: {path: {key}}, body})),
    onSuccess: () => refresh(key),
  })
}

/** Gone at once; a toast brings it back. */
export function useRemoveRelation(key: string) {
  const add = useAddRelation(key)
  const {queryKey} = relationsQuery(key)
  return useMutation({
    mutationFn: ({id}: Relation) => answerOf(api.DELETE('/api/v1/relations/{id}', {params: {path: {id}}})),
    onMutate: ({id}) => {
      const before = queryClient.getQueryData(queryKey)
      queryClient.setQueryData(
        queryKey,
        before?.filter((relation) => relation.id !== id),
      )
      return before
    },
    onSuccess: (_, {kind, issue}) => {
      refresh(key)
      showUndo(m.issue_relation_removed({key: issue.key}), () => add.mutate({kind, otherKey: issue.key}))
    },
    onError: (error, _, before) => {
      queryClient.setQueryData(queryKey, before)
      showFailure(error.message)
    },
  })
}

function refresh(key: string): void {
  void queryClient.invalidateQueries({queryKey: relationsQuery(key).queryKey})
  void queryClient.invalidateQueries({queryKey: historyQuery(key).queryKey})
}
