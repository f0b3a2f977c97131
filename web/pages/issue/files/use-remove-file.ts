import {useMutation} from '@tanstack/react-query'
import {answerOf, api} from '../../../api/client.ts'
import {m} from '../../../paraglide/messages.js'
import {showFailure, showToast} from '../../../ui/toast.tsx'
import {refreshActivity} from '../activity/use-comment-actions.ts'
import type {Attachment} from '../issue-queries.ts'

export function useRemoveFile(issueKey: string) {
  return useMutation({
    mutationFn: ({id}: Attachment) =>
      answerOf(api.DELETE('/api/v1/attachments/{id}', {params: {path: {id}}})),
    onSuccess: (_, {name}) => {
      refreshActivity(issueKey)
      showToast({text: m.issue_file_removed({name})})
    },
    onError: (error) => showFailure(error.message),
  })
}
