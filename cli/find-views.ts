import {dataOf, type ApiClient, type Schemas} from './api-client.ts'
import {CliError} from './cli-error.ts'

type View = Schemas['View']

export async function allViews(client: ApiClient, project?: string): Promise<View[]> {
  const views: View[] = []
  let cursor: string | undefined
  do {
    const query = {
      limit: 200,
      ...(project === undefined ? {} : {project}),
      ...(cursor === undefined ? {} : {cursor}),
    }
    const page = dataOf(await client.GET('/api/v1/views', {params: {query}}))
    views.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return views
}

/** The view of a name, ignoring case, or of a number. @throws CliError when there is none or more than one */
export async function getView(client: ApiClient, nameOrId: string): Promise<View> {
  const views = await allViews(client)
  const named = views.filter(({name}) => name.toLowerCase() === nameOrId.trim().toLowerCase())
  const found = named.length > 0 ? named : views.filter(({id}) => String(id) === nameOrId)
  const [view] = found
  if (view === undefined) throw new CliError('notFound', `No such view: ${nameOrId}; see: fettle view list`)
  if (found.length > 1)
    throw new CliError(
      'usage',
      `Several views are called "${nameOrId}": name one by its number (${found.map(({id}) => id).join(', ')})`,
    )
  return view
}
