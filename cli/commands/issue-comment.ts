import {apiClient, dataOf, type ServerOptions} from '../api-client.ts'
import {print, printJson} from '../output.ts'
import {readText} from '../read-text.ts'

export interface CommentArguments extends ServerOptions {
  internal?: boolean
}

export async function issueComment(key: string, text: string, options: CommentArguments): Promise<void> {
  const body = {body: await readText(text), isInternal: options.internal ?? false}
  const comment = dataOf(
    await apiClient(options).POST('/api/v1/issues/{key}/comments', {params: {path: {key}}, body}),
  )
  if (options.json === true) printJson(comment)
  else print(`Commented on ${key.toUpperCase()}`)
}
