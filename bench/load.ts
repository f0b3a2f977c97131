import autocannon from 'autocannon'
import type {BenchServer} from './bench-server.ts'

export interface Figures {
  perSecond: number
  /** ms */
  p50: number
  p97_5: number
}

export interface LoadOptions {
  requests: readonly {path: string; body?: unknown}[]
  seconds: number
}

export const connections = 8

/** Sends the requests again and again over 8 connections; any answer that is no 2xx fails the run. */
export async function load(
  {address, token}: BenchServer,
  {requests, seconds}: LoadOptions,
): Promise<Figures> {
  const result = await autocannon({
    url: address,
    connections,
    duration: seconds,
    requests: requests.map(({path, body}) => ({
      method: body === undefined ? 'GET' : 'POST',
      path: `/api/v1${path}`,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : {'content-type': 'application/json'}),
      },
      ...(body === undefined ? {} : {body: JSON.stringify(body)}),
    })),
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} answers were no 2xx, ${result.errors} failed: ${requests[0]?.path}`)
  return {
    perSecond: Math.round(result.requests.average),
    p50: result.latency.p50,
    p97_5: result.latency.p97_5,
  }
}
