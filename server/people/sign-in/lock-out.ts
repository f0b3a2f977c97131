import type {AccountRecord} from '../queries.ts'
import {AppError} from '../../core/errors.ts'

const failuresBeforeLock = 10
const firstLockMs = 15 * 60_000
const longestLockMs = 24 * 3_600_000

/** How long the n-th failure in a row locks: 15 minutes at the 10th, twice as long at every 10th after; else 0. */
export function lockAfter(failures: number): number {
  if (failures === 0 || failures % failuresBeforeLock !== 0) return 0
  return Math.min(firstLockMs * 2 ** (failures / failuresBeforeLock - 1), longestLockMs)
}

export function isLocked({locked_until}: Pick<AccountRecord, 'locked_until'>, now: Date): boolean {
  return locked_until !== null && locked_until > now
}

export function lockedOut(until: Date, now: Date): AppError {
  const minutes = Math.ceil((until.getTime() - now.getTime()) / 60_000)
  return new AppError('tooMany', `Too many attempts failed: try again in ${minutes} min`)
}
