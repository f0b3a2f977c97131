import {randomUUID} from 'node:crypto'
import {setTimeout as sleep} from 'node:timers/promises'
import createClient, {type Client} from 'openapi-fetch'
import type {components, paths} from '../web/api/schema.d.ts'
import {CliError, type Failure} from './cli-error.ts'

export interface ServerOptions {
  readonly server?: string
  readonly token?: string
  readonly json?: boolean
}

export type ApiClient = Client<paths>
export type Schemas = components['schemas']

/** Calls the API, with the types of its description. A POST that got no answer is sent again and done once. */
export function apiClient({server, token}: ServerOptions): ApiClient {
  const baseUrl = server ?? process.env['FETTLE_SERVER'] ?? 'http://127.0.0.1:3000'
  if (!URL.canParse(baseUrl) || !/^https?:$/.test(new URL(baseUrl).protocol))
    throw new CliError(
      'usage',
      `Wrong address of the server: "${baseUrl}" is none like http://127.0.0.1:3000`,
    )
  const key = token ?? process.env['FETTLE_TOKEN']
  return createClient<paths>({
    baseUrl: baseUrl.replace(/\/+$/, ''),
    headers: {
      'user-agent': 'fettle-cli',
      ...(key === undefined || key === '' ? {} : {authorization: `Bearer ${key}`}),
    },
    fetch: (request) => send(request, baseUrl),
  })
}

/** The data of a good answer. @throws CliError with the sentence of the problem document */
export function dataOf<Data>(answer: {data?: Data; error?: unknown; response: Response}): Data {
  const {data, error, response} = answer
  if (response.ok) return data as Data
  throw new CliError(failures[response.status] ?? 'failed', sentenceOf(error, response))
}

const failures: Readonly<Record<number, Failure>> = {401: 'notAllowed', 403: 'notAllowed', 404: 'notFound'}

function sentenceOf(error: unknown, {status, statusText, url}: Response): string {
  const problem = error as (Partial<Schemas['Problem']> & QueryProblem) | undefined
  if (typeof problem?.detail !== 'string')
    return `${url} answers ${status} ${statusText}: it seems to be no Fettle; check FETTLE_SERVER`
  const place = problem.pointer === undefined || problem.pointer === '' ? '' : ` (at ${problem.pointer})`
  const remedy = status === 401 ? '; set FETTLE_TOKEN to a key made by "fettle token create"' : ''
  const suggestion = problem.errors?.[0]?.suggestion ?? ''
  const question = suggestion === '' ? '' : `; did you mean ${suggestion}?`
  return `${problem.detail}${place}${remedy}${question}`
}

/** What a query that cannot be read is answered with besides. */
interface QueryProblem {
  readonly errors?: readonly {readonly suggestion: string | null}[]
}

const pausesMs = [200, 800]

async function send(request: Request, baseUrl: string): Promise<Response> {
  // Of other writes nobody knows whether they were done before the answer was lost.
  const isRepeatable = request.method === 'GET' || request.method === 'POST'
  if (request.method === 'POST') request.headers.set('idempotency-key', randomUUID())
  for (let attempt = 0; ; attempt++) {
    const pause = isRepeatable ? pausesMs[attempt] : undefined
    try {
      const response = await fetch(request.clone(), {redirect: 'follow'})
      if (pause === undefined || !isPassing(response.status)) return response
      await response.body?.cancel()
    } catch (cause) {
      if (pause === undefined)
        throw new CliError(
          'unreachable',
          `Cannot reach ${baseUrl}: ${reasonOf(cause)}; start it with "fettle start", or set FETTLE_SERVER`,
          {cause},
        )
    }
    await sleep(pause)
  }
}

function isPassing(status: number): boolean {
  return status === 502 || status === 503 || status === 504
}

/** Node's fetch says "fetch failed" and keeps the reason below. */
function reasonOf(error: unknown): string {
  const {cause, message} = error as Error & {cause?: {code?: string; message?: string}}
  return cause?.code ?? (cause?.message || message)
}
