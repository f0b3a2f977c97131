import {type IncomingHttpHeaders, type IncomingMessage, request as httpRequest} from 'node:http'
import {request as httpsRequest} from 'node:https'
import type {LookupFunction} from 'node:net'
import {AppError} from '../errors.ts'
import type {Address} from './public-address.ts'

export type OutboundRequest = {
  method: string
  /** Names in lower case. */
  headers: Record<string, string>
  body: string | Uint8Array | undefined
}

export type SafeResponse = {
  status: number
  /** Names in lower case. */
  headers: IncomingHttpHeaders
  /** Where it came from, after redirects. */
  url: string
  body: Buffer
}

/** Sends one request to one of the given addresses, whatever its host name means by now. */
export async function sendTo(
  url: URL,
  addresses: Address[],
  request: OutboundRequest,
  limits: {maxBytes: number; signal: AbortSignal},
): Promise<SafeResponse> {
  const response = await open(url, addresses, request, limits.signal)
  const body = await readBody(response, url, limits.maxBytes)
  return {status: response.statusCode ?? 0, headers: response.headers, url: url.href, body}
}

function open(
  url: URL,
  addresses: Address[],
  sent: OutboundRequest,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const {promise, resolve, reject} = Promise.withResolvers<IncomingMessage>()
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest
  const request = send(url, {
    method: sent.method,
    headers: {'user-agent': 'Fettle', 'accept-encoding': 'identity', ...sent.headers},
    lookup: pinnedTo(addresses),
    // A kept connection would skip the look-up, and so the check
    agent: false,
    signal,
    maxHeaderSize: 32 * 1024,
  })
  request.on('response', resolve)
  request.on('error', reject)
  request.end(sent.body)
  return promise
}

function pinnedTo(addresses: Address[]): LookupFunction {
  return (hostname, options, callback) => {
    const [first] = addresses
    if (options.all === true) callback(null, addresses)
    else if (first !== undefined) callback(null, first.address, first.family)
    else callback(new Error(`No address for ${hostname}`), [])
  }
}

async function readBody(response: IncomingMessage, url: URL, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    // Leaving the loop destroys the response, and with it the connection
    if (size > maxBytes)
      throw new AppError(
        'tooLarge',
        `Cannot fetch ${url.origin}: the answer is larger than ${maxBytes} bytes`,
      )
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
