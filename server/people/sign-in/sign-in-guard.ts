import {isIPv6} from 'node:net'
import {AppError} from '../../core/errors.ts'
import {lockAfter} from './lock-out.ts'
import {createRateWindow} from './rate-window.ts'

/**
 * Slows down who tries doors, in this process. It counts by address and by mail address, whether or not
 * somebody has that one, so that its answers tell nobody who has an account.
 */
export interface SignInGuard {
  /** @throws AppError `tooMany` */
  admit(address: string | null, email?: string): void
  /** For a challenge, which every visit to the sign-in page asks for and which opens nothing. @throws AppError `tooMany` */
  admitChallenge(address: string | null): void
  /** For doors that send mail. @throws AppError `tooMany` */
  admitMail(address: string | null, email: string): void
  /** Mail addresses without an account are locked like those with one. */
  countUnknown(email: string): void
  findLockOfUnknown(email: string): Date | undefined
}

export interface SignInLimits {
  attemptsPerAddress: number
  attemptsPerEmail: number
  challengesPerAddress: number
  mailsPerAddress: number
  mailsPerEmail: number
  windowMs: number
}

const limitsInUse: SignInLimits = {
  attemptsPerAddress: 100,
  attemptsPerEmail: 30,
  challengesPerAddress: 1000,
  mailsPerAddress: 20,
  mailsPerEmail: 5,
  windowMs: 15 * 60_000,
}
const maxUnknown = 10_000

export function createSignInGuard(limits: SignInLimits = limitsInUse, now = Date.now): SignInGuard {
  const {windowMs} = limits
  const attemptsByAddress = createRateWindow({max: limits.attemptsPerAddress, windowMs, now})
  const attemptsByEmail = createRateWindow({max: limits.attemptsPerEmail, windowMs, now})
  const challengesByAddress = createRateWindow({max: limits.challengesPerAddress, windowMs, now})
  const mailsByAddress = createRateWindow({max: limits.mailsPerAddress, windowMs, now})
  const mailsByEmail = createRateWindow({max: limits.mailsPerEmail, windowMs, now})
  const unknown = new Map<string, {failures: number; lockedUntil: number}>()

  return {
    admit(address, email) {
      assertFree(attemptsByAddress.take(networkOf(address)))
      if (email !== undefined) assertFree(attemptsByEmail.take(email.toLowerCase()))
    },
    admitChallenge(address) {
      assertFree(challengesByAddress.take(networkOf(address)))
    },
    admitMail(address, email) {
      assertFree(mailsByAddress.take(networkOf(address)))
      assertFree(mailsByEmail.take(email.toLowerCase()))
    },
    countUnknown(email) {
      const key = email.toLowerCase()
      const failures = (unknown.get(key)?.failures ?? 0) + 1
      const lockMs = lockAfter(failures)
      if (unknown.size >= maxUnknown) unknown.clear()
      unknown.set(key, {failures, lockedUntil: lockMs === 0 ? 0 : now() + lockMs})
    },
    findLockOfUnknown(email) {
      const lockedUntil = unknown.get(email.toLowerCase())?.lockedUntil ?? 0
      return lockedUntil > now() ? new Date(lockedUntil) : undefined
    },
  }
}

function assertFree(waitMs: number): void {
  if (waitMs > 0)
    throw new AppError('tooMany', `Too many attempts: try again in ${Math.ceil(waitMs / 60_000)} min`)
}

/** One customer has a whole /64 of IPv6 addresses, so they count as one. */
function networkOf(address: string | null): string {
  if (address === null || !isIPv6(address) || address.includes('.')) return address ?? ''
  const [head = '', tail] = address.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array.from({length: Math.max(0, 8 - first.length - last.length)}, () => '0')
  return [...first, ...zeros, ...last].slice(0, 4).join(':')
}
