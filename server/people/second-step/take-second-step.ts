import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import type {Tx} from '../../core/database/database.ts'
import type {AccountRecord} from '../queries.ts'
import {takeRecoveryCode} from './recovery-codes.ts'
import {findStep} from './totp.ts'

/** What shows the second step, where an account has one. */
export const secondStepFields = {
  totp: z.string().max(20).optional().meta({description: 'Code of the authenticator app'}),
  recoveryCode: z.string().max(40).optional().meta({description: 'Instead of the code; each works once'}),
} as const

export interface SecondStep {
  totp?: string | undefined
  recoveryCode?: string | undefined
}

/** Whether the code is right; it is used up then. The account's row is locked by the caller. */
export async function takeSecondStep(
  tx: Tx,
  ctx: Pick<Context, 'now'>,
  account: AccountRecord,
  {totp, recoveryCode}: SecondStep,
): Promise<boolean> {
  if (recoveryCode !== undefined) return takeRecoveryCode(tx, ctx, account.person_id, recoveryCode)
  if (totp === undefined || account.totp_secret === null) return false
  const step = findStep(account.totp_secret, totp, account.totp_last_step, ctx.now())
  if (step === null) return false
  await tx
    .updateTable('account')
    .set({totp_last_step: step})
    .where('person_id', '=', account.person_id)
    .execute()
  return true
}
