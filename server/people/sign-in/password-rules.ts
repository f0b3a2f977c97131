import {invalid} from '../../core/errors.ts'

export const leastPasswordLength = 10

/**
 * Long, and none of those that are tried first; no rules about digits and signs, as they make passwords
 * worse (NIST SP 800-63B section 3.1.1.2).
 *
 * @param pointer to the field that held it
 * @throws AppError `invalid`
 */
export function assertGoodPassword(password: string, email: string, pointer: string): void {
  const reason = findWeakness(password, email)
  if (reason !== undefined) throw invalid(pointer, reason)
}

export function findWeakness(password: string, email: string): string | undefined {
  const text = password.normalize('NFKC').toLowerCase()
  if (Array.from(text).length < leastPasswordLength)
    return `A password has at least ${leastPasswordLength} characters`
  const name = email.split('@')[0]?.toLowerCase() ?? ''
  if (name.length >= 3 && text.includes(name)) return 'A password does not contain your mail address'
  if (new Set(text).size < 4) return 'This password repeats the same few characters'
  if (common.has(text) || commonWords.has(text.replaceAll(/[^a-z]/g, '')))
    return 'This password is among those that are tried first'
  return undefined
}

/** Whatever digits and signs stand around them. */
const commonWords = new Set(
  `password passwort passw passwrd motdepasse contrasena admin administrator fettle letmein welcome willkommen qwerty
  qwertz azerty iloveyou monkey dragon football baseball sunshine princess superman batman master shadow michael
  trustno login secret geheim changeme starwars whatever hallo hello abcdef abc test testing default guest root`.split(
    /\s+/,
  ),
)

const common = new Set(
  `1234567890 0123456789 0987654321 9876543210 1234512345 12345678910 123456789a 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4t5
  qwertyuiop qwertzuiop azertyuiop asdfghjkl1 qazwsxedc1 1qaz2wsx3edc zaq12wsxcde qwertyuiop123 qwerty123456
  passwordpassword password1password iloveyou1234 abcdefghij abcdefghijk abcd123456 abc1234567 a123456789
  correcthorsebatterystaple letmeinplease welcome2fettle unknownpassword mynewpassword yourpassword nopassword
  thisisapassword newpassword newpassword1 mypassword123 mypassword adminadmin administrator1 rootroot123
  qwertyqwerty asdfasdfasdf 1122334455 1111122222 11223344556677 147258369a 1029384756 5555566666`.split(
    /\s+/,
  ),
)
