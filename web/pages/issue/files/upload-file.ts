import {ApiProblem} from '../../../api/client.ts'
import {m} from '../../../paraglide/messages.js'

export interface UploadOptions {
  issueKey: string
  file: File
  /** The comment it belongs to */
  commentId?: number | undefined
  /** 0 to 1 */
  onProgress: (share: number) => void
  signal: AbortSignal
}

/**
 * Sends one file. By XMLHttpRequest, because fetch does not tell how far a body is.
 *
 * @throws ApiProblem with the server's reason, or `network`
 */
export function uploadFile({issueKey, file, commentId, onProgress, signal}: UploadOptions): Promise<void> {
  const form = new FormData()
  // Fields first: the server reads the form as a stream.
  if (commentId !== undefined) form.append('commentId', String(commentId))
  form.append('files', file, file.name)
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/v1/issues/${encodeURIComponent(issueKey)}/attachments`)
    request.setRequestHeader('idempotency-key', crypto.randomUUID())
    // The last hundredth is the server's: it stores and looks at the file.
    request.upload.addEventListener('progress', ({loaded, total}) => onProgress((loaded / total) * 0.99))
    request.addEventListener('load', () => {
      if (request.status < 300) resolve()
      else reject(problemOf(request))
    })
    request.addEventListener('error', () => reject(broken()))
    request.addEventListener('abort', () => reject(broken()))
    signal.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}

function problemOf({status, statusText, responseText}: XMLHttpRequest): ApiProblem {
  try {
    return new ApiProblem(JSON.parse(responseText) as {code: string; status: number; detail: string})
  } catch {
    return new ApiProblem({code: 'internal', status, detail: `${status} ${statusText}`.trim()})
  }
}

function broken(): ApiProblem {
  return new ApiProblem({code: 'network', status: 0, detail: m.issue_upload_failed()})
}
