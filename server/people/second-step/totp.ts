import {Secret, TOTP} from 'otpauth'

const period = 30
const issuer = 'Fettle'

export interface NewTotp {
  /** Base32, to type in by hand. */
  secret: string
  /** `otpauth://`, to show as a QR code. */
  uri: string
}

export function newTotp(email: string): NewTotp {
  const secret = new Secret({size: 20})
  return {secret: secret.base32, uri: new TOTP({issuer, label: email, secret}).toString()}
}

/**
 * The time step (RFC 6238) whose code this is, one step to either side allowed for clocks that differ.
 * A step that is not after `lastStep` was used before: its code no longer counts (section 5.2).
 */
export function findStep(secret: string, code: string, lastStep: number | null, now: Date): number | null {
  const timestamp = now.getTime()
  const delta = TOTP.validate({
    token: code.replaceAll(/\s/g, ''),
    secret: Secret.fromBase32(secret),
    period,
    timestamp,
    window: 1,
  })
  if (delta === null) return null
  const step = TOTP.counter({period, timestamp}) + delta
  return lastStep !== null && step <= lastStep ? null : step
}
