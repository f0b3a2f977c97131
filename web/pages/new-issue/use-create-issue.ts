import {useState} from 'react'
import {answerOf, api, ApiProblem} from '../../api/client.ts'
import type {components} from '../../api/schema.d.ts'
import type {useUploads} from '../issue/files/use-uploads.ts'

type CreateIssue = components['schemas']['CreateIssueInput']

/** Creates the issue, then sends its files. Gives its key and how many files are missing; null when refused. */
export function useCreateIssue(uploads: ReturnType<typeof useUploads>) {
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const create = async (body: CreateIssue): Promise<{key: string; missing: number} | null> => {
    setIsBusy(true)
    setProblem(null)
    try {
      const {key} = await answerOf(api.POST('/api/v1/issues', {body}))
      const missing = await uploads.send({issueKey: key})
      return {key, missing}
    } catch (error) {
      setProblem(
        error instanceof ApiProblem
          ? error
          : new ApiProblem({code: 'internal', status: 0, detail: String(error)}),
      )
      return null
    } finally {
      setIsBusy(false)
    }
  }
  return {create, isBusy, problem, forget: () => setProblem(null)}
}
