import type {Context} from '../../core/context.ts'
import {AppError} from '../../core/errors.ts'
import type {Work} from '../../core/transact.ts'
import type {AccountRecord} from '../queries.ts'
import {takeSecondStep, type SecondStep} from '../second-step/take-second-step.ts'
import {countFailure, recordFailure, type SignInMethod} from './fail-sign-in.ts'
import {isLocked, lockedOut} from './lock-out.ts'
import {openSession} from './open-session.ts'

/** How an attempt ended. A failure is one of these and no exception, so that its count and its event commit. */
export type Outcome =
  | {kind: 'signedIn'; token: string}
  | {kind: 'wrong'; needs?: 'totp'}
  | {kind: 'needsTotp'}
  | {kind: 'locked'; until: Date}

export interface Attempt extends SecondStep {
  method: SignInMethod
  userAgent: string | null
}

/**
 * After the first step was right: asks for the second where the account has one, then opens the session.
 * The account's row is locked by the caller.
 */
export async function finishSignIn(
  work: Work,
  ctx: Context,
  account: AccountRecord,
  attempt: Attempt,
): Promise<Outcome> {
  const {method, totp, recoveryCode} = attempt
  if (account.totp_confirmed_at !== null) {
    if (isLocked(account, ctx.now())) return refuseLocked(work, ctx, account, method)
    if (totp === undefined && recoveryCode === undefined) return {kind: 'needsTotp'}
    if (!(await takeSecondStep(work.tx, ctx, account, attempt))) {
      await countFailure(work.tx, ctx, account, method, 'wrong second step')
      return {kind: 'wrong', needs: 'totp'}
    }
  }
  const token = await openSession(work, ctx, {
    personId: account.person_id,
    method,
    userAgent: attempt.userAgent,
  })
  return {kind: 'signedIn', token}
}

export async function refuseLocked(
  {tx}: Pick<Work, 'tx'>,
  ctx: Context,
  {person_id, locked_until}: AccountRecord,
  method: SignInMethod,
): Promise<Outcome> {
  await recordFailure(tx, ctx, person_id, method, 'locked')
  return {kind: 'locked', until: locked_until ?? ctx.now()}
}

/**
 * The session's token.
 *
 * @throws AppError in the same words whatever was wrong; `tooMany` while locked
 */
export function getToken(outcome: Outcome, now: Date): string {
  if (outcome.kind === 'signedIn') return outcome.token
  throw refusalOf(outcome, now)
}

function refusalOf(outcome: Exclude<Outcome, {kind: 'signedIn'}>, now: Date): AppError {
  if (outcome.kind === 'locked') return lockedOut(outcome.until, now)
  if (outcome.kind === 'needsTotp')
    return new AppError('unauthenticated', 'Enter the code of your authenticator app, or a recovery code', {
      extra: {needs: 'totp'},
    })
  return new AppError('unauthenticated', wrongWords, {
    extra: outcome.needs === undefined ? {} : {needs: outcome.needs},
  })
}

const wrongWords = 'Cannot sign in: what you entered is wrong, or has expired'
