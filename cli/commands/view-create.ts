import {apiClient, dataOf, type Schemas, type ServerOptions} from '../api-client.ts'
import {print, printJson} from '../output.ts'

type Fields = Schemas['CreateViewInput']

export interface ViewCreateArguments extends ServerOptions {
  readonly project?: string
  readonly shared?: boolean
  readonly layout?: NonNullable<NonNullable<Fields['layout']>['kind']>
}

export async function viewCreate(
  name: string,
  query: string,
  {project, shared, layout, ...options}: ViewCreateArguments,
): Promise<void> {
  const body: Fields = {
    name,
    query,
    isShared: shared ?? false,
    ...(project === undefined ? {} : {project}),
    ...(layout === undefined ? {} : {layout: {kind: layout}}),
  }
  const view = dataOf(await apiClient(options).POST('/api/v1/views', {body}))
  if (options.json === true) printJson(view)
  else print(String(view.id))
}
