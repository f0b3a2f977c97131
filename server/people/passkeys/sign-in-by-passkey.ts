import {
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import type {Selectable} from 'kysely'
import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import {transact, type Work} from '../../core/transact.ts'
import {findAccountForUpdate} from '../queries.ts'
import {recordFailure} from '../sign-in/fail-sign-in.ts'
import {getToken, type Outcome} from '../sign-in/finish-sign-in.ts'
import {issueToken, takeToken} from '../sign-in/one-time-tokens.ts'
import {openSession} from '../sign-in/open-session.ts'
import type {PasskeyTable} from '../tables.ts'
import type {RelyingParty} from './relying-party.ts'
import {authenticationResponseSchema} from './schemas.ts'

export const signInByPasskeySchema = z
  .object({response: authenticationResponseSchema})
  .strict()
  .meta({id: 'SignInByPasskey'})
export type SignInByPasskey = z.output<typeof signInByPasskeySchema>

const method = 'passkey'
const challengeMinutes = 10

/** The browser's request to whichever passkey the visitor picks: nobody has to say who they are before. */
export function startPasskeySignIn(
  ctx: Context,
  party: RelyingParty,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  ctx.services.signIn.admitChallenge(ctx.address)
  return transact(ctx, async ({tx}) => {
    const options = await generateAuthenticationOptions({rpID: party.id, userVerification: 'required'})
    await issueToken(tx, ctx, {
      purpose: 'passkeySignIn',
      minutes: challengeMinutes,
      token: options.challenge,
    })
    return options
  })
}

/**
 * Signs in by passkey. Its authenticator has asked for its owner by finger, face or PIN (user verification
 * is demanded), so that it shows two things at once and no code is asked for.
 */
export async function signInByPasskey(
  ctx: Context,
  {response, userAgent}: SignInByPasskey & {userAgent: string | null},
  party: RelyingParty,
): Promise<string> {
  ctx.services.signIn.admit(ctx.address)
  const passkey = await ctx.db
    .selectFrom('passkey')
    .selectAll()
    .where('credential_id', '=', response.id)
    .executeTakeFirst()
  const proof = passkey === undefined ? undefined : await verify(ctx, passkey, response, party)
  const outcome = await transact(ctx, async (work): Promise<Outcome> => {
    if (passkey !== undefined && proof !== undefined) {
      const token = await enter(work, ctx, passkey, {...proof, userAgent})
      if (token !== undefined) return {kind: 'signedIn', token}
    }
    await recordFailure(work.tx, ctx, passkey?.person_id ?? null, method, 'passkey does not hold')
    return {kind: 'wrong'}
  })
  return getToken(outcome, ctx.now())
}

interface Proof {
  challenge: string
  counter: number
  isBackedUp: boolean
}

async function verify(
  ctx: Context,
  passkey: Selectable<PasskeyTable>,
  response: SignInByPasskey['response'],
  party: RelyingParty,
): Promise<Proof | undefined> {
  const {userHandle} = response.response
  if (userHandle != null && Buffer.from(userHandle, 'base64url').toString() !== String(passkey.person_id))
    return undefined
  let challenge = ''
  try {
    const {verified, authenticationInfo} = await verifyAuthenticationResponse({
      // Validated at the door; the optional members differ in how they say "absent".
      response: response as AuthenticationResponseJSON,
      expectedChallenge: (given) => {
        challenge = given
        return true
      },
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      credential: {
        id: passkey.credential_id,
        publicKey: new Uint8Array(passkey.public_key),
        counter: passkey.counter,
        transports: passkey.transports,
      },
      requireUserVerification: true,
    })
    const {newCounter, credentialBackedUp} = authenticationInfo
    return verified ? {challenge, counter: newCounter, isBackedUp: credentialBackedUp} : undefined
  } catch (error) {
    ctx.log.info({err: error}, 'A passkey was refused')
    return undefined
  }
}

/** Opens the session, unless the challenge was answered before, the account is disabled or the passkey is gone. */
async function enter(
  work: Work,
  ctx: Context,
  passkey: Selectable<PasskeyTable>,
  {challenge, counter, isBackedUp, userAgent}: Proof & {userAgent: string | null},
): Promise<string | undefined> {
  const {tx} = work
  const account = await findAccountForUpdate(tx, passkey.person_id)
  if (account === undefined || account.disabled_at !== null) return undefined
  if ((await takeToken(tx, ctx, 'passkeySignIn', challenge)) === undefined) return undefined
  const {numUpdatedRows} = await tx
    .updateTable('passkey')
    .set({counter, backed_up: isBackedUp, last_used_at: ctx.now()})
    .where('id', '=', passkey.id)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return undefined
  return openSession(work, ctx, {personId: account.person_id, method, userAgent})
}
