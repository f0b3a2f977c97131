import type {FastifyRequest} from 'fastify'
import type {Config} from '../../core/config.ts'

/** What a passkey is bound to (WebAuthn Level 3, section 5.1.2): the browser refuses to use it elsewhere. */
export interface RelyingParty {
  /** Host name without port. */
  readonly id: string
  readonly origin: string
}

/** By FETTLE_URL; without it, by the address the request came to, which the browser vouches for in what it signs. */
export function relyingPartyOf(
  {url}: Pick<Config, 'url'>,
  request: Pick<FastifyRequest, 'protocol' | 'host'>,
): RelyingParty {
  if (url === undefined) {
    const origin = new URL(`${request.protocol}://${request.host}`)
    return {id: origin.hostname, origin: origin.origin}
  }
  const {hostname, origin} = new URL(url)
  return {id: hostname, origin}
}
