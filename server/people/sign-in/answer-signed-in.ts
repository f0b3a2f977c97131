import type {CookieSerializeOptions} from '@fastify/cookie'
import type {FastifyRequest} from 'fastify'
import type {Context} from '../../core/context.ts'
import {setSessionCookie, userAgentOf} from './session-cookie.ts'
import {viewNewSession, type SessionView} from './view-session.ts'

interface Reply {
  setCookie(name: string, value: string, options: CookieSerializeOptions): unknown
  clearCookie(name: string, options: CookieSerializeOptions): unknown
}

/**
 * Runs a verb that signs in, sets its session's cookie and answers who that is. An Idempotency-Key is not
 * honoured here: an answer without its cookie would be of no use, and a second session does no harm.
 */
export async function answerSignedIn<Input extends object>(
  request: Pick<FastifyRequest, 'ctx' | 'headers'> & {body: Input},
  reply: Reply,
  signIn: (ctx: Context, input: Input & {userAgent: string | null}) => Promise<string>,
): Promise<SessionView> {
  const ctx = {...request.ctx, idempotency: null}
  const token = await signIn(ctx, {...request.body, userAgent: userAgentOf(request)})
  setSessionCookie(reply, ctx.services, token)
  return viewNewSession(ctx, token)
}
