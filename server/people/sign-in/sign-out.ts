import type {Context} from '../../core/context.ts'
import {notFound} from '../../core/errors.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {transact, type Work} from '../../core/transact.ts'
import {getOwnId} from '../own-account.ts'

/** Ends the session of this request. Who came without one, or by key, is told nothing and changes nothing. */
export function signOut(ctx: Context): Promise<null> {
  const {personId, sessionId} = ctx.actor
  if (personId === null || sessionId === null) return Promise.resolve(null)
  return transact(ctx, async ({tx, afterCommit}) => {
    await tx.deleteFrom('session').where('id', '=', sessionId).execute()
    await recordEvent(tx, ctx, {kind: 'account.signedOut', personId, everywhere: false})
    afterCommit(() => ctx.services.signals.rightsChanged())
    return null
  })
}

/** Ends all of one's sessions, on every device. */
export function signOutEverywhere(ctx: Context): Promise<null> {
  const personId = getOwnId(ctx)
  return transact(ctx, async (work) => {
    if (await endSessions(work, ctx, personId, null))
      await recordEvent(work.tx, ctx, {kind: 'account.signedOut', personId, everywhere: true})
    return null
  })
}

/**
 * Ends one of one's own sessions.
 *
 * @throws AppError `notFound` also for a session of somebody else
 */
export function endSession(ctx: Context, id: number): Promise<null> {
  const personId = getOwnId(ctx)
  return transact(ctx, async ({tx, afterCommit}) => {
    const {numDeletedRows} = await tx
      .deleteFrom('session')
      .where('id', '=', id)
      .where('person_id', '=', personId)
      .where('expires_at', '>', ctx.now())
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw notFound('session')
    await recordEvent(tx, ctx, {kind: 'account.signedOut', personId, everywhere: false})
    afterCommit(() => ctx.services.signals.rightsChanged())
    return null
  })
}

/** Ends somebody's sessions but one; says whether there were any. */
export async function endSessions(
  {tx, afterCommit}: Work,
  ctx: Context,
  personId: number,
  except: number | null,
): Promise<boolean> {
  const {numDeletedRows} = await tx
    .deleteFrom('session')
    .where('person_id', '=', personId)
    .where('id', '<>', except ?? 0)
    .executeTakeFirst()
  afterCommit(() => ctx.services.signals.rightsChanged())
  return numDeletedRows > 0n
}
