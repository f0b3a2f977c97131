import {AppError} from '../errors.ts'
import {type AddressRules, assertPublicAddress} from './public-address.ts'
import {type OutboundRequest, type SafeResponse, sendTo} from './send-to.ts'

export type SafeFetchInit = AddressRules & {
  method?: string
  headers?: Record<string, string>
  body?: string | Uint8Array
  /** For everything, redirects and body included. Default 10 s. */
  timeoutMs?: number
  /** Of the answer's body. Default 5 MiB. */
  maxBytes?: number
  /** Default 3. With 0 a redirect is returned as it is. */
  maxRedirects?: number
  signal?: AbortSignal
}

/**
 * Fetches an address that came from a user without letting it reach what only this server can reach: every
 * address is checked and then connected to as checked, on each redirect again. No cookies, no proxy, no
 * decompression; certificates are verified.
 *
 * Throws AppError `invalid` for an address that may not be fetched (no use to retry), AppError `tooLarge` beyond
 * `maxBytes`, and an Error with its cause for whatever the network does (may be retried).
 */
export async function safeFetch(address: string | URL, init: SafeFetchInit = {}): Promise<SafeResponse> {
  const timeoutMs = init.timeoutMs ?? 10_000
  const timeout = AbortSignal.timeout(timeoutMs)
  const signal = init.signal === undefined ? timeout : AbortSignal.any([timeout, init.signal])
  try {
    return await followRedirects(address, init, signal)
  } catch (error) {
    if (error instanceof AppError) throw error
    const reason = timeout.aborted ? `no answer within ${timeoutMs} ms` : messageOf(error)
    throw new Error(`Cannot fetch ${withoutQuery(address)}: ${reason}`, {cause: error})
  }
}

async function followRedirects(
  address: string | URL,
  init: SafeFetchInit,
  signal: AbortSignal,
): Promise<SafeResponse> {
  const {maxRedirects = 3, maxBytes = 5 * 1024 * 1024} = init
  let url = address
  let request: OutboundRequest = {
    method: init.method ?? 'GET',
    headers: lowerCased(init.headers),
    body: init.body,
  }

  for (let redirects = 0; ; redirects += 1) {
    const addresses = await unlessAborted(assertPublicAddress(url, init), signal)
    const from = new URL(url)
    const response = await sendTo(from, addresses, request, {maxBytes, signal})
    const location = redirectStatuses.has(response.status) ? response.headers.location : undefined
    if (location === undefined || maxRedirects === 0) return response
    if (redirects === maxRedirects) {
      throw new AppError(
        'invalid',
        `Cannot fetch ${withoutQuery(address)}: more than ${maxRedirects} redirects`,
      )
    }
    url = URL.parse(location, from.href) ?? location
    request = redirected(request, response.status, url instanceof URL && url.origin === from.origin)
  }
}

const redirectStatuses = new Set([301, 302, 303, 307, 308])

/** As the Fetch Standard has it (HTTP-redirect fetch): what was sent as a POST is asked for again as a GET. */
function redirected(request: OutboundRequest, status: number, isSameOrigin: boolean): OutboundRequest {
  const becomesGet =
    (status === 303 && request.method !== 'HEAD') || (status < 303 && request.method === 'POST')
  const dropped = [...(isSameOrigin ? [] : secrets), ...(becomesGet ? bodyHeaders : [])]
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => !dropped.includes(name)),
  )
  return becomesGet ? {method: 'GET', headers, body: undefined} : {...request, headers}
}

const secrets = ['authorization', 'cookie', 'proxy-authorization', 'host']
const bodyHeaders = [
  'content-type',
  'content-length',
  'content-encoding',
  'content-language',
  'content-location',
]

function lowerCased(headers: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

/** A look-up cannot be stopped, but nobody has to wait for it. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const {promise: aborted, reject} = Promise.withResolvers<never>()
  const onAbort = () => reject(signal.reason)
  if (signal.aborted) onAbort()
  signal.addEventListener('abort', onAbort, {once: true})
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

// Query strings carry keys, and errors are logged
function withoutQuery(address: string | URL): string {
  const url = URL.parse(String(address))
  return url === null ? 'an invalid address' : url.origin + url.pathname
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
