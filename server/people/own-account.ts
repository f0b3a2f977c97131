import {hasScope} from '../core/actor.ts'
import type {Context} from '../core/context.ts'
import {AppError} from '../core/errors.ts'

/** @throws AppError `unauthenticated` for visitors and the program itself */
export function getOwnId({actor}: Context): number {
  if (actor.personId === null) throw new AppError('unauthenticated', 'Sign in first')
  return actor.personId
}

/**
 * Who may change how they sign in. A stolen key must not be able to outlive itself, so it takes a session,
 * or a key of scope `admin`.
 *
 * @throws AppError `forbidden`
 */
export function assertMayChangeCredentials({actor}: Context): void {
  if (!hasScope(actor, 'admin'))
    throw new AppError('forbidden', `A key of scope ${actor.scope} cannot change how somebody signs in`)
}
