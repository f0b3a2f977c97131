import {type InfiniteData, useMutation} from '@tanstack/react-query'
import {answerOf, api, ifMatch} from '../../../api/client.ts'
import {commentsQuery} from '../../../api/queries/comments.ts'
import {queryClient} from '../../../api/query-client.ts'
import type {Comment} from '../../../api/types.ts'
import {m} from '../../../paraglide/messages.js'
import {showFailure, showToast} from '../../../ui/toast.tsx'
import {attachmentsQuery, historyQuery} from '../issue-queries.ts'

type CommentPages = InfiniteData<{items: Comment[]; nextCursor: string | null}, string | undefined>

/** Adds a comment and gives it back; the caller shows what went wrong, and keeps the text. */
export function useAddComment(key: string) {
  return useMutation({
    mutationFn: (body: {body: string; isInternal: boolean}) =>
      answerOf(
        api.POST('/api/v1/issues/{key}/comments', {params: {path: {key}, query: {include: 'html'}}, body}),
      ),
    onSuccess: (comment) => appendComment(key, comment),
  })
}

export function useChangeComment(key: string) {
  return useMutation({
    mutationFn: ({comment, body, version}: {comment: Comment; body: string; version: number}) => {
      const params = {path: {id: comment.id}, query: {include: 'html' as const}}
      return answerOf(api.PATCH('/api/v1/comments/{id}', {params, body: {body}, headers: ifMatch(version)}))
    },
    onSuccess: (comment) => replaceComment(key, comment.id, comment),
  })
}

export function useRemoveComment(key: string) {
  return useMutation({
    mutationFn: (id: number) => answerOf(api.DELETE('/api/v1/comments/{id}', {params: {path: {id}}})),
    onSuccess: (_, id) => {
      replaceComment(key, id, null)
      refreshActivity(key)
      showToast({text: m.comment_removed()})
    },
    onError: (error) => showFailure(error.message),
  })
}

/** At the end, unless later pages are still to come: then it comes with them. */
function appendComment(key: string, comment: Comment): void {
  queryClient.setQueryData<CommentPages>(commentsQuery(key).queryKey, (known) => {
    const last = known?.pages.at(-1)
    if (!known || !last || last.nextCursor !== null) return known
    if (known.pages.some(({items}) => items.some(({id}) => id === comment.id))) return known
    return {...known, pages: [...known.pages.slice(0, -1), {...last, items: [...last.items, comment]}]}
  })
}

function replaceComment(key: string, id: number, comment: Comment | null): void {
  queryClient.setQueryData<CommentPages>(
    commentsQuery(key).queryKey,
    (known) =>
      known && {
        ...known,
        pages: known.pages.map((page) => ({
          ...page,
          items: page.items.flatMap((one) => (one.id !== id ? [one] : comment === null ? [] : [comment])),
        })),
      },
  )
}

export function refreshActivity(key: string): void {
  void queryClient.invalidateQueries({queryKey: commentsQuery(key).queryKey})
  void queryClient.invalidateQueries({queryKey: historyQuery(key).queryKey})
  void queryClient.invalidateQueries({queryKey: attachmentsQuery(key).queryKey})
}
