import {apiClient, type Schemas, type ServerOptions} from '../api-client.ts'
import {allViews} from '../find-views.ts'
import {note, print, printable, printJson} from '../output.ts'
import {tableLines} from '../table.ts'

export interface ViewListArguments extends ServerOptions {
  readonly project?: string
}

export async function viewList({project, ...options}: ViewListArguments): Promise<void> {
  const views = await allViews(apiClient(options), project)
  if (options.json === true) return printJson(views)
  for (const line of tableLines(views.map(cellsOf), process.stdout.columns)) print(line)
  if (views.length === 0) note('There is no view')
}

function cellsOf({id, name, project, isShared, query}: Schemas['View']): string[] {
  const place = project ?? (isShared ? 'all projects' : '')
  return [String(id), name, isShared ? 'shared' : 'personal', place, query].map(printable)
}
