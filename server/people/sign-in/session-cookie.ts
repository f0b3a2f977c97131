import type {CookieSerializeOptions} from '@fastify/cookie'
import type {FastifyRequest} from 'fastify'
import {sessionCookieName} from '../../core/http/authenticate.ts'
import type {Services} from '../../core/services.ts'
import {sessionDays} from './session-days.ts'

interface SetsCookies {
  setCookie(name: string, value: string, options: CookieSerializeOptions): unknown
  clearCookie(name: string, options: CookieSerializeOptions): unknown
}

export function setSessionCookie(reply: SetsCookies, services: Services, token: string): void {
  reply.setCookie(sessionCookieName(services), token, {
    ...options(services),
    maxAge: sessionDays * 86_400,
  })
}

export function clearSessionCookie(reply: SetsCookies, services: Services): void {
  reply.clearCookie(sessionCookieName(services), options(services))
}

/** The session is prolonged by use; so is the browser's copy, whenever the app asks who it is. */
export function renewSessionCookie(
  request: Pick<FastifyRequest, 'cookies' | 'ctx'>,
  reply: SetsCookies,
): void {
  const {services, actor} = request.ctx
  const token = request.cookies[sessionCookieName(services)]
  if (actor.sessionId !== null && token !== undefined) setSessionCookie(reply, services, token)
}

/** `__Host-` cookies take Secure, the path / and no domain. */
function options({config}: Services): CookieSerializeOptions {
  return {path: '/', httpOnly: true, sameSite: 'lax', secure: config.isSecure}
}

export function userAgentOf({headers}: Pick<FastifyRequest, 'headers'>): string | null {
  return headers['user-agent']?.slice(0, 300) ?? null
}
