import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import {AppError, invalid} from '../../core/errors.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {transact} from '../../core/transact.ts'
import {assertMayChangeCredentials, getOwnId} from '../own-account.ts'
import {getAccountForUpdate} from '../queries.ts'
import {replaceRecoveryCodes} from './recovery-codes.ts'
import {findStep, newTotp, type NewTotp} from './totp.ts'

export const newTotpSchema = z
  .object({
    secret: z.string().meta({description: 'Base32'}),
    uri: z.string().meta({description: 'otpauth://, to show as a QR code'}),
  })
  .meta({id: 'NewTotp'})

export const confirmTotpSchema = z
  .object({code: z.string().min(6).max(20)})
  .strict()
  .meta({id: 'ConfirmTotp'})
export type ConfirmTotp = z.output<typeof confirmTotpSchema>

export const recoveryCodesSchema = z
  .object({recoveryCodes: z.array(z.string())})
  .meta({id: 'RecoveryCodes', description: 'Shown this once'})
export type RecoveryCodes = z.infer<typeof recoveryCodesSchema>

/**
 * Makes a secret for an authenticator app. It counts from when a code of it confirms that it arrived.
 *
 * @throws AppError `conflict` when there is one already
 */
export function startTotp(ctx: Context): Promise<NewTotp> {
  assertMayChangeCredentials(ctx)
  return transact(ctx, async ({tx}) => {
    const account = await getAccountForUpdate(tx, getOwnId(ctx))
    if (account.totp_confirmed_at !== null)
      throw new AppError('conflict', 'There is an authenticator app already: remove it first')
    const totp = newTotp(account.email)
    await tx
      .updateTable('account')
      .set({totp_secret: totp.secret, totp_last_step: null})
      .where('person_id', '=', account.person_id)
      .execute()
    return totp
  })
}

/**
 * From now on signing in by password or link takes a code. Gives the recovery codes.
 *
 * @throws AppError `invalid` for a wrong code
 */
export function confirmTotp(ctx: Context, {code}: ConfirmTotp): Promise<RecoveryCodes> {
  assertMayChangeCredentials(ctx)
  return transact(ctx, async ({tx}) => {
    const account = await getAccountForUpdate(tx, getOwnId(ctx))
    if (account.totp_confirmed_at !== null || account.totp_secret === null)
      throw new AppError('conflict', 'There is no authenticator app that waits for its first code')
    const step = findStep(account.totp_secret, code, null, ctx.now())
    if (step === null) throw invalid('/code', 'This code is wrong: check the clock of your device')
    await tx
      .updateTable('account')
      .set({totp_confirmed_at: ctx.now(), totp_last_step: step})
      .where('person_id', '=', account.person_id)
      .execute()
    await recordEvent(tx, ctx, {
      kind: 'account.credentialChanged',
      personId: account.person_id,
      credential: 'totp',
      change: 'added',
    })
    return {recoveryCodes: await replaceRecoveryCodes(tx, account.person_id)}
  })
}

/** Ten new recovery codes; the ones before no longer work. */
export function renewRecoveryCodes(ctx: Context): Promise<RecoveryCodes> {
  assertMayChangeCredentials(ctx)
  return transact(ctx, async ({tx}) => {
    const account = await getAccountForUpdate(tx, getOwnId(ctx))
    if (account.totp_confirmed_at === null)
      throw new AppError('conflict', 'Recovery codes stand in for an authenticator app: set one up first')
    const recoveryCodes = await replaceRecoveryCodes(tx, account.person_id)
    await recordEvent(tx, ctx, {
      kind: 'account.credentialChanged',
      personId: account.person_id,
      credential: 'recoveryCodes',
      change: 'changed',
    })
    return {recoveryCodes}
  })
}
