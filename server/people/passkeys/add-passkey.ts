import {
  generateRegistrationOptions,
  verifyRegistrationResponse,
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import {AppError, invalid} from '../../core/errors.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {transact} from '../../core/transact.ts'
import {assertMayChangeCredentials, getOwnId} from '../own-account.ts'
import {getAccountForUpdate, getPersonForUpdate} from '../queries.ts'
import {issueToken, takeToken} from '../sign-in/one-time-tokens.ts'
import {orTaken} from '../taken.ts'
import type {RelyingParty} from './relying-party.ts'
import {passkeyNameSchema, registrationResponseSchema, type PasskeyView} from './schemas.ts'
import {viewPasskey} from './view-passkey.ts'

export const addPasskeySchema = z
  .object({name: passkeyNameSchema, response: registrationResponseSchema})
  .strict()
  .meta({id: 'AddPasskey'})
export type AddPasskey = z.output<typeof addPasskeySchema>

/** COSE: EdDSA, ES256 and RS256, which every authenticator has one of. */
const supportedAlgorithmIDs = [-8, -7, -257]
const challengeMinutes = 10
const mostPasskeys = 25

/** The browser's request to an authenticator to make a passkey: one that it can find by itself and asks for its owner. */
export function startPasskey(
  ctx: Context,
  party: RelyingParty,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  assertMayChangeCredentials(ctx)
  return transact(ctx, async ({tx}) => {
    const person = await getPersonForUpdate(tx, getOwnId(ctx))
    const account = await getAccountForUpdate(tx, person.id)
    const known = await tx
      .selectFrom('passkey')
      .select(['credential_id', 'transports'])
      .where('person_id', '=', person.id)
      .execute()
    if (known.length >= mostPasskeys)
      throw new AppError('conflict', `You have ${mostPasskeys} passkeys: remove one first`)
    const options = await generateRegistrationOptions({
      rpName: 'Fettle',
      rpID: party.id,
      userID: new TextEncoder().encode(String(person.id)),
      userName: account.email,
      userDisplayName: person.name,
      excludeCredentials: known.map(({credential_id: id, transports}) => ({id, transports})),
      supportedAlgorithmIDs,
      authenticatorSelection: {residentKey: 'required', userVerification: 'required'},
    })
    await issueToken(tx, ctx, {
      purpose: 'passkeyRegistration',
      personId: person.id,
      minutes: challengeMinutes,
      token: options.challenge,
    })
    return options
  })
}

/**
 * Keeps a passkey that was just made.
 *
 * @throws AppError `invalid` when it does not answer a challenge of ours
 */
export async function addPasskey(ctx: Context, input: AddPasskey, party: RelyingParty): Promise<PasskeyView> {
  assertMayChangeCredentials(ctx)
  const {challenge, credential, isBackedUp} = await verify(input, party)
  return transact(ctx, async ({tx}) => {
    const personId = getOwnId(ctx)
    const holder = await takeToken(tx, ctx, 'passkeyRegistration', challenge)
    if (holder?.personId !== personId) throw refused()
    const row = await orTaken(
      tx
        .insertInto('passkey')
        .values({
          person_id: personId,
          credential_id: credential.id,
          public_key: Buffer.from(credential.publicKey),
          counter: credential.counter,
          transports: input.response.response.transports ?? [],
          backed_up: isBackedUp,
          name: input.name,
          created_at: ctx.now(),
        })
        .returningAll()
        .executeTakeFirstOrThrow(),
    )
    await recordEvent(tx, ctx, {
      kind: 'account.credentialChanged',
      personId,
      credential: 'passkey',
      change: 'added',
    })
    return viewPasskey(row)
  })
}

async function verify({response}: AddPasskey, party: RelyingParty) {
  let challenge = ''
  try {
    const {verified, registrationInfo} = await verifyRegistrationResponse({
      // Validated at the door; the optional members differ in how they say "absent".
      response: response as RegistrationResponseJSON,
      expectedChallenge: (given) => {
        challenge = given
        return true
      },
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs,
    })
    if (!verified) throw refused()
    return {
      challenge,
      credential: registrationInfo.credential,
      isBackedUp: registrationInfo.credentialBackedUp,
    }
  } catch (error) {
    throw error instanceof AppError ? error : refused(error)
  }
}

function refused(cause?: unknown): AppError {
  return cause === undefined
    ? invalid('/response', 'This passkey answers no request of this server: try again')
    : new AppError('invalid', 'Cannot check this passkey: try again', {pointer: '/response', cause})
}
