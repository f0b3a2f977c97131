import {apiClient, dataOf, type ServerOptions} from '../api-client.ts'
import {getView} from '../find-views.ts'
import {print, printable, printJson} from '../output.ts'

export async function viewDelete(nameOrId: string, options: ServerOptions): Promise<void> {
  const client = apiClient(options)
  const {id, name} = await getView(client, nameOrId)
  dataOf(await client.DELETE('/api/v1/views/{id}', {params: {path: {id}}}))
  if (options.json === true) printJson({id, name})
  else print(`View ${id} is deleted (${printable(name)})`)
}
