import {apiClient, dataOf, type Schemas, type ServerOptions} from '../api-client.ts'
import {print, printJson} from '../output.ts'
import {readText} from '../read-text.ts'

type Fields = Schemas['CreateIssueInput']

/** Words are passed on as they are: the server knows them best and says which there are. */
export interface CreateArguments extends ServerOptions {
  project: string
  title: string
  type: string
  body?: string
  steps?: string
  expected?: string
  actual?: string
  environment?: string
  severity?: NonNullable<Fields['severity']>
  priority?: NonNullable<Fields['priority']>
  reproducibility?: NonNullable<Fields['reproducibility']>
  visibility?: NonNullable<Fields['visibility']>
  label: string[]
  assignee?: number
  parent?: string
  due?: string
}

export async function issueCreate(options: CreateArguments): Promise<void> {
  const body = await fieldsOf(options)
  const created = dataOf(await apiClient(options).POST('/api/v1/issues', {body}))
  if (options.json === true) printJson(created)
  else print(created.key)
}

async function fieldsOf(options: CreateArguments): Promise<Fields> {
  const {body, label, assignee, parent, due, server: _, token: __, json: ___, ...same} = options
  return {
    ...same,
    ...(body === undefined ? {} : {body: await readText(body)}),
    ...(label.length === 0 ? {} : {labels: label}),
    ...(assignee === undefined ? {} : {assigneeId: assignee}),
    ...(parent === undefined ? {} : {parentKey: parent}),
    ...(due === undefined ? {} : {dueOn: due}),
  }
}
