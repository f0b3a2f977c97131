import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import type {Tx} from '../../core/database/database.ts'
import {invalid, notFound} from '../../core/errors.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {transact} from '../../core/transact.ts'
import {assertMayChangeCredentials, getOwnId} from '../own-account.ts'
import {getAccountForUpdate, type AccountRecord} from '../queries.ts'
import {passwordSchema} from '../schemas.ts'
import {countFailure} from '../sign-in/fail-sign-in.ts'
import {isLocked, lockedOut} from '../sign-in/lock-out.ts'
import {verifyPassword} from '../sign-in/password-hash.ts'
import {dropRecoveryCodes} from './recovery-codes.ts'
import {takeSecondStep} from './take-second-step.ts'

export const removeTotpSchema = z
  .object({password: passwordSchema.optional(), code: z.string().max(40).optional()})
  .strict()
  .refine(({password, code}) => (password === undefined) !== (code === undefined), {
    message: 'Enter your password or a code',
  })
  .meta({id: 'RemoveTotp'})
export type RemoveTotp = z.output<typeof removeTotpSchema>

/**
 * Turns one's second step off. A session alone is not enough: it takes the password, or a code of the app.
 *
 * @throws AppError `invalid` when that is wrong, which is counted like a failed sign-in
 */
export async function removeTotp(ctx: Context, input: RemoveTotp): Promise<null> {
  assertMayChangeCredentials(ctx)
  const personId = getOwnId(ctx)
  ctx.services.signIn.admit(ctx.address, `person ${personId}`)
  const seen = await ctx.db
    .selectFrom('account')
    .select('password_hash')
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow()
  const isPassword =
    input.password !== undefined && (await verifyPassword(seen.password_hash, input.password))
  const isRemoved = await transact(ctx, async ({tx}) => {
    const account = await getAccountForUpdate(tx, personId)
    if (account.totp_confirmed_at === null) throw notFound('authenticator app')
    if (isLocked(account, ctx.now())) throw lockedOut(account.locked_until ?? ctx.now(), ctx.now())
    const isProven =
      (isPassword && seen.password_hash === account.password_hash) ||
      (input.code !== undefined && (await takeSecondStep(tx, ctx, account, {totp: input.code})))
    if (isProven) await dropTotp(tx, ctx, account)
    else await countFailure(tx, ctx, account, 'totpRemoval', 'wrong password or code')
    return isProven
  })
  if (isRemoved) return null
  throw input.code === undefined
    ? invalid('/password', 'The password is wrong')
    : invalid('/code', 'The code is wrong, or was used before')
}

export async function dropTotp(
  tx: Tx,
  ctx: Context,
  {person_id: personId}: Pick<AccountRecord, 'person_id'>,
): Promise<void> {
  await tx
    .updateTable('account')
    .set({totp_secret: null, totp_confirmed_at: null, totp_last_step: null})
    .where('person_id', '=', personId)
    .execute()
  await dropRecoveryCodes(tx, personId)
  await recordEvent(tx, ctx, {
    kind: 'account.credentialChanged',
    personId,
    credential: 'totp',
    change: 'removed',
  })
}
