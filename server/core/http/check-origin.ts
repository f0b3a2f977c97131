import type {FastifyRequest} from 'fastify'
import {AppError} from '../errors.ts'
import type {Config} from '../config.ts'
import {findBearer} from './authenticate.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses a write that a page of another origin makes in somebody's name (cross-site request forgery).
 * A request with a key in its header cannot be forged so; everything else that writes must come from our
 * own pages. Programs without cookies send no Origin and are let through: they have nothing to abuse.
 */
export function checkOrigin(request: FastifyRequest, config: Config): void {
  if (safeMethods.has(request.method) || findBearer(request) !== undefined) return
  const {origin, cookie} = request.headers
  const site = request.headers['sec-fetch-site']
  if (origin === undefined && site === undefined && cookie === undefined) return
  if (origin === undefined ? site === 'same-origin' : isOurs(origin, request, config)) return
  throw new AppError('forbidden', 'This request comes from a page of another site')
}

function isOurs(origin: string, request: FastifyRequest, config: Config): boolean {
  if (config.url !== undefined && origin === new URL(config.url).origin) return true
  return URL.canParse(origin) && new URL(origin).host === request.host
}
