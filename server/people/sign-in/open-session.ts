import type {Context} from '../../core/context.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {hashToken} from '../../core/http/authenticate.ts'
import type {Work} from '../../core/transact.ts'
import {newToken} from './one-time-tokens.ts'
import {sessionDays} from './session-days.ts'

export interface Opening {
  personId: number
  /** How they showed who they are, for the audit log. */
  method: string
  userAgent: string | null
}

/** Signs somebody in, and out of the session they came with. Gives the token for the cookie. */
export async function openSession({tx, afterCommit}: Work, ctx: Context, opening: Opening): Promise<string> {
  const token = newToken()
  const now = ctx.now()
  await tx
    .insertInto('session')
    .values({
      token_hash: hashToken(token),
      person_id: opening.personId,
      created_at: now,
      last_seen_at: now,
      expires_at: new Date(now.getTime() + sessionDays * 86_400_000),
      address: ctx.address,
      user_agent: opening.userAgent,
    })
    .execute()
  await tx
    .updateTable('account')
    .set({last_sign_in_at: now, failed_sign_ins: 0, locked_until: null})
    .where('person_id', '=', opening.personId)
    .execute()
  if (ctx.actor.sessionId !== null) {
    await tx.deleteFrom('session').where('id', '=', ctx.actor.sessionId).execute()
    afterCommit(() => ctx.services.signals.rightsChanged())
  }
  await recordEvent(tx, ctx, {
    kind: 'account.signedIn',
    personId: opening.personId,
    method: opening.method,
    address: ctx.address,
  })
  return token
}
