import createClient from 'openapi-fetch'
import {ApiProblem, readProblem} from './problem.ts'
import type {paths} from './schema.d.ts'

export {ApiProblem} from './problem.ts'

/** The typed client. A refusal is thrown as `ApiProblem`; read the answer through `answerOf`. */
export const api = createClient<paths>({baseUrl: '', fetch: send})

api.use({
  onRequest({request}) {
    if (request.method === 'POST' && !request.headers.has('idempotency-key'))
      request.headers.set('idempotency-key', crypto.randomUUID())
    return request
  },
  async onResponse({response}) {
    if (response.ok) return
    const problem = await readProblem(response)
    for (const listener of listeners) listener(problem)
    throw problem
  },
})

/** The body of a good answer: `const page = await answerOf(api.GET('/api/v1/issues', …))`. */
export async function answerOf<Data>(call: Promise<{data?: Data}>): Promise<Data> {
  const {data} = await call
  // Without a body (204) the description says so too, and Data is undefined.
  return data as Data
}

/** The headers of a change that builds upon a version. */
export function ifMatch(version: number): {'if-match': string} {
  return {'if-match': `"${version}"`}
}

/** Hears of every refusal, whoever asked. */
export function onProblem(listener: (problem: ApiProblem) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const listeners = new Set<(problem: ApiProblem) => void>()
const pauses = [300, 1000, 3000]

/** Sends again when the answer was lost on the way: nothing happens twice, thanks to the idempotency key. */
async function send(request: Request): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await fetch(request.clone())
    } catch (error) {
      const pause = pauses[attempt]
      if (request.signal.aborted || !(error instanceof TypeError)) throw error
      if (pause === undefined || !navigator.onLine) throw unreachable(error)
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
}

function unreachable(cause: unknown): ApiProblem {
  return new ApiProblem({code: 'network', status: 0, detail: 'The server cannot be reached'}, {cause})
}
