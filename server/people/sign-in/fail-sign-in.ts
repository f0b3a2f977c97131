import type {Context} from '../../core/context.ts'
import type {Tx} from '../../core/database/database.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import type {AccountRecord} from '../queries.ts'
import {lockAfter} from './lock-out.ts'

export type SignInMethod = 'password' | 'magicLink' | 'passkey' | 'passwordChange' | 'totpRemoval'

/** Counts a wrong guess of an account whose row the caller has locked, and locks the account when it is one too many. */
export async function countFailure(
  tx: Tx,
  ctx: Context,
  {person_id, failed_sign_ins}: AccountRecord,
  method: SignInMethod,
  reason: string,
): Promise<void> {
  const failures = failed_sign_ins + 1
  const lockMs = lockAfter(failures)
  const until = lockMs === 0 ? null : new Date(ctx.now().getTime() + lockMs)
  await tx
    .updateTable('account')
    .set({failed_sign_ins: failures, ...(until === null ? {} : {locked_until: until})})
    .where('person_id', '=', person_id)
    .execute()
  await recordFailure(tx, ctx, person_id, method, reason)
  if (until !== null)
    await recordEvent(tx, ctx, {kind: 'account.locked', personId: person_id, until: until.toISOString()})
}

/** What was typed stays out of it: people type passwords into the wrong field. */
export function recordFailure(
  tx: Tx,
  ctx: Context,
  personId: number | null,
  method: SignInMethod,
  reason: string,
): Promise<void> {
  return recordEvent(tx, ctx, {
    kind: 'account.signInFailed',
    personId,
    method,
    address: ctx.address,
    reason,
  })
}
