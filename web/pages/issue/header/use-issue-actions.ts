import {useMutation} from '@tanstack/react-query'
import {useRouter} from '@tanstack/react-router'
import {answerOf, api, ifMatch} from '../../../api/client.ts'
import {issueKey, keepIssue, showChange} from '../../../api/issue-store.ts'
import {queryClient} from '../../../api/query-client.ts'
import type {Issue} from '../../../api/types.ts'
import type {components} from '../../../api/schema.d.ts'
import {m} from '../../../paraglide/messages.js'
import {paths} from '../../../paths.ts'
import {showFailure, showToast, showUndo} from '../../../ui/toast.tsx'
import {historyQuery, relationsQuery, watchersQuery} from '../issue-queries.ts'

type CloseIssue = components['schemas']['CloseIssue']

/** Begins to watch, or stops. Seen at once. */
export function useWatch({key, isWatched, watcherCount}: Issue, personId: number) {
  return useMutation({
    mutationFn: () => {
      const params = {path: {key, personId}}
      return answerOf(
        isWatched
          ? api.DELETE('/api/v1/issues/{key}/watchers/{personId}', {params})
          : api.PUT('/api/v1/issues/{key}/watchers/{personId}', {params}),
      )
    },
    onMutate: () =>
      showChange(key, {isWatched: !isWatched, watcherCount: watcherCount + (isWatched ? -1 : 1)}),
    onSuccess: (now) => {
      showChange(key, now)
      void queryClient.invalidateQueries({queryKey: watchersQuery(key).queryKey})
    },
    onError: (error, _, takeBack) => {
      takeBack?.()
      showFailure(error.message)
    },
  })
}

/** Gives one's vote, or takes it back. Seen at once. */
export function useVote({key, isVoted, voteCount}: Issue) {
  return useMutation({
    mutationFn: () => {
      const params = {path: {key}}
      return answerOf(
        isVoted
          ? api.DELETE('/api/v1/issues/{key}/vote', {params})
          : api.PUT('/api/v1/issues/{key}/vote', {params}),
      )
    },
    onMutate: () => showChange(key, {isVoted: !isVoted, voteCount: voteCount + (isVoted ? -1 : 1)}),
    onSuccess: (now) => showChange(key, now),
    onError: (error, _, takeBack) => {
      takeBack?.()
      showFailure(error.message)
    },
  })
}

export function useClose(key: string) {
  return useMutation({
    mutationFn: (body: CloseIssue) =>
      answerOf(api.PUT('/api/v1/issues/{key}/closure', {params: {path: {key}}, body})),
    onSuccess: takeIssue,
  })
}

export function useReopen(key: string) {
  return useMutation({
    mutationFn: () => answerOf(api.DELETE('/api/v1/issues/{key}/closure', {params: {path: {key}}})),
    onSuccess: takeIssue,
    onError: (error) => showFailure(m.issue_change_failed({key, reason: error.message})),
  })
}

/** Moves to another project and goes to the new address. */
export function useMove(key: string) {
  const router = useRouter()
  return useMutation({
    mutationFn: (body: {project: string; type?: string}) =>
      answerOf(api.PUT('/api/v1/issues/{key}/project', {params: {path: {key}}, body})),
    onSuccess: async (issue) => {
      keepIssue(issue)
      showToast({text: m.issue_move_done({from: key, to: issue.key})})
      await router.navigate({href: paths.issue(issue.key), replace: true})
      queryClient.removeQueries({queryKey: issueKey(key)})
    },
  })
}

/** Puts it into the bin and goes back to where one came from; a toast takes it out again. */
export function useDelete({id, key, version, project}: Issue) {
  const router = useRouter()
  const restore = async () => {
    try {
      await api.PUT('/api/v1/bin/{id}/restoration', {params: {path: {id}}})
      await queryClient.invalidateQueries({queryKey: issueKey(key)})
      await router.navigate({href: paths.issue(key)})
    } catch (error) {
      showFailure(error instanceof Error ? error.message : String(error))
    }
  }
  return useMutation({
    mutationFn: () =>
      answerOf(api.DELETE('/api/v1/issues/{key}', {params: {path: {key}}, headers: ifMatch(version)})),
    onSuccess: async () => {
      if (router.history.canGoBack()) router.history.back()
      else await router.navigate({href: paths.projectIssues(project.key)})
      showUndo(m.issue_deleted({key}), () => void restore())
    },
    onError: (error) => showFailure(m.issue_change_failed({key, reason: error.message})),
  })
}

function takeIssue(issue: Issue): void {
  const {key} = issue
  keepIssue(issue)
  queryClient.setQueryData<Issue>(issueKey(key), (known) => ({...known, ...issue}))
  void queryClient.invalidateQueries({queryKey: historyQuery(key).queryKey})
  void queryClient.invalidateQueries({queryKey: relationsQuery(key).queryKey})
  void queryClient.invalidateQueries({queryKey: ['comments', key]})
}
