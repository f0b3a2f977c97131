import {apiClient} from '../api-client.ts'
import {printIssues, type FindArguments} from '../find-issues.ts'
import {getView} from '../find-views.ts'
import {note} from '../output.ts'

export async function viewShow(nameOrId: string, options: FindArguments): Promise<void> {
  const {query, hidesNames} = await getView(apiClient(options), nameOrId)
  if (hidesNames) note('This view names things that you may not see')
  await printIssues(query, options)
}
