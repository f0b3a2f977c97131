import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import {invalid} from '../../core/errors.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {transact, type Work} from '../../core/transact.ts'
import {assertMayChangeCredentials, getOwnId} from '../own-account.ts'
import {getAccountForUpdate, type AccountRecord} from '../queries.ts'
import {passwordSchema} from '../schemas.ts'
import {countFailure} from './fail-sign-in.ts'
import {isLocked, lockedOut} from './lock-out.ts'
import {dropLinks} from './one-time-tokens.ts'
import {hashPassword, verifyPassword} from './password-hash.ts'
import {assertGoodPassword} from './password-rules.ts'
import {endSessions} from './sign-out.ts'

export const changePasswordSchema = z
  .object({
    current: passwordSchema.optional().meta({description: 'Needed where there is one already'}),
    new: passwordSchema,
  })
  .strict()
  .meta({id: 'ChangePassword'})
export type ChangePassword = z.output<typeof changePasswordSchema>

/** Sets one's own password and ends one's other sessions. */
export async function changePassword(ctx: Context, input: ChangePassword): Promise<null> {
  assertMayChangeCredentials(ctx)
  const personId = getOwnId(ctx)
  ctx.services.signIn.admit(ctx.address, `person ${personId}`)
  const account = await ctx.db
    .selectFrom('account')
    .selectAll()
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow()
  if (isLocked(account, ctx.now())) throw lockedOut(account.locked_until ?? ctx.now(), ctx.now())
  assertGoodPassword(input.new, account.email, '/new')
  const isRight =
    account.password_hash === null || (await verifyPassword(account.password_hash, input.current ?? ''))
  const passwordHash = isRight ? await hashPassword(input.new) : ''
  const isChanged = await transact(ctx, (work) =>
    replacePassword(work, ctx, account, isRight ? passwordHash : null),
  )
  if (!isChanged) throw invalid('/current', 'The current password is wrong')
  return null
}

/** @param passwordHash null when the current password was wrong: that is counted like a failed sign-in */
async function replacePassword(
  work: Work,
  ctx: Context,
  seen: AccountRecord,
  passwordHash: string | null,
): Promise<boolean> {
  const account = await getAccountForUpdate(work.tx, seen.person_id)
  const isUnchanged = account.password_hash === seen.password_hash && !isLocked(account, ctx.now())
  if (passwordHash === null || !isUnchanged) {
    await countFailure(work.tx, ctx, account, 'passwordChange', 'wrong password')
    return false
  }
  await setPassword(work, ctx, account, passwordHash, account.password_hash === null ? 'set' : 'changed')
  await endSessions(work, ctx, account.person_id, ctx.actor.sessionId)
  return true
}

/** Stores a password; links that were sent before no longer work. */
export async function setPassword(
  {tx}: Pick<Work, 'tx'>,
  ctx: Context,
  {person_id: personId}: Pick<AccountRecord, 'person_id'>,
  passwordHash: string,
  change: 'set' | 'changed' | 'reset',
): Promise<void> {
  await tx
    .updateTable('account')
    .set({password_hash: passwordHash, failed_sign_ins: 0, locked_until: null})
    .where('person_id', '=', personId)
    .execute()
  await dropLinks(tx, personId)
  await recordEvent(tx, ctx, {kind: 'account.credentialChanged', personId, credential: 'password', change})
}
