import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import {AppError} from '../../core/errors.ts'
import {transact} from '../../core/transact.ts'
import {getAccountForUpdate} from '../queries.ts'
import {passwordSchema, tokenSchema} from '../schemas.ts'
import {setPassword} from './change-password.ts'
import {findToken, takeToken} from './one-time-tokens.ts'
import {hashPassword} from './password-hash.ts'
import {assertGoodPassword} from './password-rules.ts'
import {endSessions} from './sign-out.ts'

export const resetPasswordSchema = z
  .object({token: tokenSchema, password: passwordSchema})
  .strict()
  .meta({id: 'ResetPassword'})
export type ResetPassword = z.output<typeof resetPasswordSchema>

/**
 * Sets a new password by a link and ends every session. It does not sign in: the second step stays.
 *
 * @throws AppError `unauthenticated` for a link that does not hold
 */
export async function resetPassword(ctx: Context, input: ResetPassword): Promise<null> {
  ctx.services.signIn.admit(ctx.address)
  const account = await findHolder(ctx, input.token)
  assertGoodPassword(input.password, account.email, '/password')
  const passwordHash = await hashPassword(input.password)
  return transact(ctx, async (work) => {
    const present = await getAccountForUpdate(work.tx, account.person_id)
    const holder = await takeToken(work.tx, ctx, 'passwordReset', input.token)
    if (holder === undefined || present.disabled_at !== null) throw deadLink()
    await setPassword(work, ctx, present, passwordHash, 'reset')
    await endSessions(work, ctx, present.person_id, null)
    return null
  })
}

async function findHolder(ctx: Context, token: string): Promise<{person_id: number; email: string}> {
  const holder = await findToken(ctx.db, ctx, 'passwordReset', token)
  const account = await ctx.db
    .selectFrom('account')
    .select(['person_id', 'email'])
    .where('person_id', '=', holder?.personId ?? 0)
    .executeTakeFirst()
  if (account === undefined) throw deadLink()
  return account
}

function deadLink(): AppError {
  return new AppError('unauthenticated', 'This link was used or is too old: ask for a new one')
}
