import {apiClient, dataOf, type Schemas, type ServerOptions} from '../api-client.ts'
import {print, printJson} from '../output.ts'
import {readText} from '../read-text.ts'

type Closure = Schemas['CloseIssueInput']

export interface CloseArguments extends ServerOptions {
  resolution?: NonNullable<Closure['resolution']>
  duplicateOf?: string
  comment?: string
}

export async function issueClose(key: string, options: CloseArguments): Promise<void> {
  const {resolution, duplicateOf, comment} = options
  const body: Closure = {
    ...(resolution === undefined ? {} : {resolution}),
    ...(duplicateOf === undefined ? {} : {duplicateOf}),
    ...(comment === undefined ? {} : {comment: await readText(comment)}),
  }
  const issue = dataOf(
    await apiClient(options).PUT('/api/v1/issues/{key}/closure', {params: {path: {key}}, body}),
  )
  if (options.json === true) printJson(issue)
  else print(`${issue.key} is closed (${issue.resolution ?? issue.status.name})`)
}
