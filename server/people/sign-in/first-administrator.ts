import {sql} from 'kysely'
import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import type {Db} from '../../core/database/database.ts'
import {AppError} from '../../core/errors.ts'
import {transact, type Work} from '../../core/transact.ts'
import {createAccount} from '../create-account.ts'
import {emailSchema, passwordSchema, personNameSchema, tokenSchema} from '../schemas.ts'
import {findToken, issueToken, takeToken} from './one-time-tokens.ts'
import {openSession} from './open-session.ts'
import {hashPassword} from './password-hash.ts'
import {assertGoodPassword} from './password-rules.ts'

const linkMinutes = 24 * 60

const firstAdministratorFields = {name: personNameSchema, email: emailSchema, password: passwordSchema}

export const becomeFirstAdministratorSchema = z
  .object({token: tokenSchema, ...firstAdministratorFields})
  .strict()
  .meta({id: 'BecomeFirstAdministrator'})
export type BecomeFirstAdministrator = z.output<typeof becomeFirstAdministratorSchema>

export interface FirstAdministrator {
  name: string
  email: string
  password: string
}

/**
 * Makes the first account, for a scripted start.
 *
 * @throws AppError `conflict` when there is an account already
 */
export async function createFirstAdministrator(
  ctx: Context,
  input: FirstAdministrator,
): Promise<{personId: number}> {
  assertGoodPassword(input.password, input.email, '/password')
  const passwordHash = await hashPassword(input.password)
  return transact(ctx, async (work) => ({personId: await createOnce(work, ctx, input, passwordHash)}))
}

/**
 * Follows the one-time link and signs in. Of several who follow it at once, one becomes the administrator.
 *
 * @throws AppError `unauthenticated` for a link that does not hold
 */
export async function becomeFirstAdministrator(
  ctx: Context,
  input: BecomeFirstAdministrator & {userAgent: string | null},
): Promise<string> {
  ctx.services.signIn.admit(ctx.address)
  if ((await findToken(ctx.db, ctx, 'firstAdministrator', input.token)) === undefined) throw deadLink()
  assertGoodPassword(input.password, input.email, '/password')
  const passwordHash = await hashPassword(input.password)
  return transact(ctx, async (work) => {
    if ((await takeToken(work.tx, ctx, 'firstAdministrator', input.token)) === undefined) throw deadLink()
    const personId = await createOnce(work, ctx, input, passwordHash)
    return openSession(work, ctx, {personId, method: 'firstAdministrator', userAgent: input.userAgent})
  })
}

/**
 * A new token for /first-administrator, good for a day; earlier ones end.
 *
 * @throws AppError `conflict` when there is an account already
 */
export function issueFirstAdministratorLink(ctx: Context): Promise<string> {
  return transact(ctx, async ({tx}) => {
    if (await hasAnyAccount(tx)) throw tooLate()
    await tx.deleteFrom('one_time_token').where('purpose', '=', 'firstAdministrator').execute()
    return issueToken(tx, ctx, {purpose: 'firstAdministrator', minutes: linkMinutes})
  })
}

export async function hasAnyAccount(db: Db): Promise<boolean> {
  const any = await db.selectFrom('account').select('person_id').limit(1).executeTakeFirst()
  return any !== undefined
}

async function createOnce(
  work: Work,
  ctx: Context,
  {name, email}: FirstAdministrator,
  passwordHash: string,
): Promise<number> {
  // Held to the end of the transaction, so that whoever comes second sees the account of the first.
  await sql`select pg_advisory_xact_lock(hashtext('fettle first administrator'))`.execute(work.tx)
  if (await hasAnyAccount(work.tx)) throw tooLate()
  const personId = await createAccount(work, ctx, {
    name,
    email,
    kind: 'human',
    isAdmin: true,
    passwordHash,
    adopts: true,
  })
  await work.tx.deleteFrom('one_time_token').where('purpose', '=', 'firstAdministrator').execute()
  return personId
}

function tooLate(): AppError {
  return new AppError('conflict', 'There is an administrator already: sign in, or ask them for an invitation')
}

function deadLink(): AppError {
  return new AppError(
    'unauthenticated',
    'This link was used, replaced or is too old: the server shows a new one when it starts',
  )
}
