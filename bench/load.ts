import autocannon from 'autocannon'
import type {BenchServer} from './bench-server.ts'

export interface Figures {
  perSecond: number
  /** ms */
  p50: number
  p97_5: number
}

export interface BenchRequest {
  /** Below `/api/v1`. */
  readonly path: string
  /** Makes it a POST. */
  readonly body?: unknown
}

export interface LoadOptions {
  requests: readonly BenchRequest[]
  seconds: number
}

export const connections = 8

/**
 * Sends the requests again and again over 8 connections, each of which begins at another one; any answer that is no
 * 2xx fails the run.
 */
export async function load(
  {address, token}: Pick<BenchServer, 'address' | 'token'>,
  {requests, seconds}: LoadOptions,
): Promise<Figures> {
  const prepared = requests.map((request) => prepare(request, token))
  let connection = 0
  const result = await autocannon({
    url: address,
    connections,
    duration: seconds,
    requests: prepared.slice(0, 1),
    setupClient(client) {
      const first = Math.floor((connection++ * prepared.length) / connections) % prepared.length
      client.setRequests(
        [...prepared.slice(first), ...prepared.slice(0, first)].map((request) => ({...request})),
      )
    },
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} answers were no 2xx, ${result.errors} failed: ${requests[0]?.path}`)
  return {
    perSecond: Math.round(result.requests.average),
    p50: result.latency.p50,
    p97_5: result.latency.p97_5,
  }
}

/** After three seconds that do not count. */
export async function warmAndLoad(
  server: Pick<BenchServer, 'address' | 'token'>,
  options: LoadOptions,
): Promise<Figures> {
  await load(server, {...options, seconds: 3})
  return load(server, options)
}

function prepare({path, body}: BenchRequest, token: string): autocannon.Request {
  const authorization = `Bearer ${token}`
  const common = {path: `/api/v1${path}`, method: body === undefined ? ('GET' as const) : ('POST' as const)}
  if (body === undefined) return {...common, headers: {authorization}}
  return {
    ...common,
    headers: {authorization, 'content-type': 'application/json'},
    body: JSON.stringify(body),
  }
}
