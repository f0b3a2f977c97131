import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import {transact} from '../../core/transact.ts'
import {findAccountByEmail, findAccountForUpdate, type AccountRecord} from '../queries.ts'
import {passwordSchema, typedEmailSchema} from '../schemas.ts'
import {secondStepFields} from '../second-step/take-second-step.ts'
import {countFailure, recordFailure} from './fail-sign-in.ts'
import {finishSignIn, getToken, refuseLocked, type Attempt, type Outcome} from './finish-sign-in.ts'
import {isLocked} from './lock-out.ts'
import {hashPassword, needsRehash, verifyPassword} from './password-hash.ts'

export const signInSchema = z
  .object({email: typedEmailSchema, password: passwordSchema, ...secondStepFields})
  .strict()
  .meta({id: 'SignIn'})
export type SignIn = z.output<typeof signInSchema>

const method = 'password'

/**
 * Signs in and gives the session's token. An unknown mail address costs the same time, is counted alike
 * and gets the same words as a wrong password.
 *
 * @throws AppError `unauthenticated`, with `needs: 'totp'` when the second step is missing; `tooMany` while locked
 */
export async function signInByPassword(
  ctx: Context,
  input: SignIn & {userAgent: string | null},
): Promise<string> {
  ctx.services.signIn.admit(ctx.address, input.email)
  const account = await findAccountByEmail(ctx.db, input.email)
  const outcome =
    account === undefined
      ? await refuseUnknown(ctx, input)
      : await tryAccount(ctx, account, {...input, method}, input.password)
  const token = getToken(outcome, ctx.now())
  if (account?.password_hash != null && needsRehash(account.password_hash))
    await rehash(ctx, account, input.password)
  return token
}

async function refuseUnknown(ctx: Context, {email, password}: SignIn): Promise<Outcome> {
  const {signIn} = ctx.services
  const until = signIn.findLockOfUnknown(email)
  if (until === undefined) {
    await verifyPassword(null, password)
    signIn.countUnknown(email)
  }
  return transact(ctx, async ({tx}) => {
    await recordFailure(tx, ctx, null, method, until === undefined ? 'unknown mail address' : 'locked')
    return until === undefined ? {kind: 'wrong'} : {kind: 'locked', until}
  })
}

async function tryAccount(
  ctx: Context,
  account: AccountRecord,
  attempt: Attempt,
  password: string,
): Promise<Outcome> {
  if (isLocked(account, ctx.now())) return transact(ctx, (work) => refuseLocked(work, ctx, account, method))
  // Outside of the transaction: nobody holds a connection while waiting for a turn.
  const isRight = await verifyPassword(account.password_hash, password)
  return transact(ctx, async (work) => {
    const present = await findAccountForUpdate(work.tx, account.person_id)
    if (present === undefined) return {kind: 'wrong'}
    // Guesses sent in parallel come here one by one: past the tenth even a right one is refused.
    if (isLocked(present, ctx.now())) return refuseLocked(work, ctx, present, method)
    const reason = whyNot(isRight, account, present)
    if (reason === undefined) return finishSignIn(work, ctx, present, attempt)
    await countFailure(work.tx, ctx, present, method, reason)
    return {kind: 'wrong'}
  })
}

function whyNot(isRight: boolean, verified: AccountRecord, present: AccountRecord): string | undefined {
  if (!isRight || verified.password_hash !== present.password_hash) return 'wrong password'
  return present.disabled_at === null ? undefined : 'account disabled'
}

/** Made with an older cost: made anew now that the password is at hand. */
async function rehash(ctx: Context, account: AccountRecord, password: string): Promise<void> {
  const stronger = await hashPassword(password)
  await ctx.db
    .updateTable('account')
    .set({password_hash: stronger})
    .where('person_id', '=', account.person_id)
    .where('password_hash', '=', account.password_hash)
    .execute()
}
