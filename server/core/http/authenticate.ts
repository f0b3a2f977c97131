import {createHash} from 'node:crypto'
import type {FastifyRequest} from 'fastify'
import type {Actor} from '../actor.ts'
import type {Db} from '../database/database.ts'
import {AppError} from '../errors.ts'
import type {Credential} from '../load-actor.ts'
import type {Services} from '../services.ts'

/** Tokens are random; their SHA-256 is what is stored and looked up. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/**
 * Who sends this request: by `Authorization: Bearer <key>`, or by the session cookie.
 *
 * @throws AppError `unauthenticated` for a key that does not hold; a dead cookie is anonymous
 */
export async function authenticate(request: FastifyRequest, db: Db, services: Services): Promise<Actor> {
  const credential = findCredential(request, services)
  if (credential === undefined) return services.actors.getAnonymous(db)
  const actor = await services.actors.findActor(db, credential)
  if (actor !== undefined) {
    services.credentialUse.note(actor)
    return actor
  }
  if (credential.kind === 'apiKey')
    throw new AppError('unauthenticated', 'This key is unknown, expired or revoked')
  return services.actors.getAnonymous(db)
}

export function sessionCookieName(services: Services): string {
  return services.config.isSecure ? '__Host-fettle' : 'fettle'
}

function findCredential(request: FastifyRequest, services: Services): Credential | undefined {
  const bearer = findBearer(request)
  if (bearer !== undefined) return {kind: 'apiKey', hash: hashToken(bearer)}
  const cookie = request.cookies[sessionCookieName(services)]
  if (cookie === undefined || cookie === '') return undefined
  return {kind: 'session', hash: hashToken(cookie)}
}

export function findBearer(request: FastifyRequest): string | undefined {
  const match = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')
  return match?.[1]
}
