import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import {transact, type Work} from '../../core/transact.ts'
import {findAccountForUpdate} from '../queries.ts'
import {tokenSchema} from '../schemas.ts'
import {secondStepFields} from '../second-step/take-second-step.ts'
import {recordFailure} from './fail-sign-in.ts'
import {finishSignIn, getToken, type Outcome} from './finish-sign-in.ts'
import {findToken, takeToken} from './one-time-tokens.ts'

export const signInByLinkSchema = z
  .object({token: tokenSchema, ...secondStepFields})
  .strict()
  .meta({id: 'SignInByLink'})
export type SignInByLink = z.output<typeof signInByLinkSchema>

const method = 'magicLink'

/** Follows a magic link. It is used up by signing in, not by being asked for the second step. */
export async function signInByLink(
  ctx: Context,
  input: SignInByLink & {userAgent: string | null},
): Promise<string> {
  ctx.services.signIn.admit(ctx.address)
  const outcome = await transact(ctx, (work) => followLink(work, ctx, input))
  return getToken(outcome, ctx.now())
}

async function followLink(
  work: Work,
  ctx: Context,
  input: SignInByLink & {userAgent: string | null},
): Promise<Outcome> {
  const {tx} = work
  const personId = (await findToken(tx, ctx, method, input.token))?.personId ?? null
  const account = personId === null ? undefined : await findAccountForUpdate(tx, personId)
  // Looked at again now that the account is locked: of two that follow it at once, one comes second.
  const holds = (await findToken(tx, ctx, method, input.token)) !== undefined
  if (account === undefined || account.disabled_at !== null || !holds) {
    await recordFailure(tx, ctx, personId, method, 'link does not hold')
    return {kind: 'wrong'}
  }
  const outcome = await finishSignIn(work, ctx, account, {...input, method})
  if (outcome.kind === 'signedIn') await takeToken(tx, ctx, method, input.token)
  return outcome
}
