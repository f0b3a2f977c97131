import {z} from 'zod'
import {hasScope, scopes, type Scope} from '../../core/actor.ts'
import type {Context} from '../../core/context.ts'
import {AppError, invalid, notFound} from '../../core/errors.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {hashToken} from '../../core/http/authenticate.ts'
import {transact, type Work} from '../../core/transact.ts'
import {timeSchema} from '../../issues/schemas.ts'
import {assertMayChangeCredentials, getOwnId} from '../own-account.ts'
import {findAccountByEmail, getAccountForUpdate, type AccountRecord} from '../queries.ts'
import {newToken} from '../sign-in/one-time-tokens.ts'

export const apiKeyNameSchema = z.string().trim().min(1, 'A name is needed').max(100)

export const createApiKeySchema = z
  .object({
    name: apiKeyNameSchema,
    scope: z.enum(scopes).meta({description: 'admin: what only administrators may do, too'}),
    expiresAt: timeSchema.nullable().default(null).meta({description: 'Null: never'}),
  })
  .strict()
  .meta({id: 'CreateApiKey'})
export type CreateApiKey = z.output<typeof createApiKeySchema>

export const createdApiKeySchema = z
  .object({
    id: z.int(),
    name: z.string(),
    scope: z.enum(scopes),
    hint: z.string().meta({description: 'The last four characters'}),
    expiresAt: timeSchema.nullable(),
    createdAt: timeSchema,
    token: z.string().meta({description: 'Shown this once'}),
  })
  .meta({id: 'CreatedApiKey'})
export type CreatedApiKey = z.infer<typeof createdApiKeySchema>

const mostKeys = 200

/** Makes a key of one's own. Only its hash is kept. */
export function createApiKey(ctx: Context, input: CreateApiKey): Promise<CreatedApiKey> {
  assertMayChangeCredentials(ctx)
  return transact(ctx, async (work) => {
    const account = await getAccountForUpdate(work.tx, getOwnId(ctx))
    return insertKey(work, ctx, account, input)
  })
}

/**
 * Makes a key for somebody else, for `fettle token create`: the caller is the program itself.
 *
 * @throws AppError `notFound` when nobody has an account with this mail address
 */
export function createApiKeyFor(
  ctx: Context,
  {
    email,
    name,
    scope,
    expiresAt = null,
  }: {email: string; name: string; scope: Scope; expiresAt?: string | null},
): Promise<CreatedApiKey> {
  if (!ctx.actor.isAdmin || !hasScope(ctx.actor, 'admin'))
    throw new AppError('forbidden', 'Only an administrator may make keys for others')
  return transact(ctx, async (work) => {
    const found = await findAccountByEmail(work.tx, email)
    if (found === undefined) throw notFound(`account: ${email}`)
    const account = await getAccountForUpdate(work.tx, found.person_id)
    return insertKey(work, ctx, account, {name: apiKeyNameSchema.parse(name), scope, expiresAt})
  })
}

async function insertKey(
  {tx}: Work,
  ctx: Context,
  account: AccountRecord,
  {name, scope, expiresAt}: CreateApiKey,
): Promise<CreatedApiKey> {
  if (account.disabled_at !== null)
    throw new AppError('conflict', `Cannot make a key for ${account.email}: the account is disabled`)
  if (scope === 'admin' && !account.is_admin)
    throw new AppError('forbidden', 'Cannot make a key of scope admin: only administrators have them', {
      pointer: '/scope',
    })
  if (expiresAt !== null && Date.parse(expiresAt) <= ctx.now().getTime())
    throw invalid('/expiresAt', 'A key expires in the future')
  const {count} = await tx
    .selectFrom('api_key')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('person_id', '=', account.person_id)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (count >= mostKeys) throw new AppError('conflict', `There are ${mostKeys} keys: revoke one first`)
  const token = `fettle_${newToken()}`
  const row = await tx
    .insertInto('api_key')
    .values({
      token_hash: hashToken(token),
      person_id: account.person_id,
      name,
      scope,
      hint: token.slice(-4),
      expires_at: expiresAt,
      created_at: ctx.now(),
    })
    .returning(['id', 'hint', 'expires_at', 'created_at'])
    .executeTakeFirstOrThrow()
  await recordEvent(tx, ctx, {
    kind: 'apiKey.created',
    apiKeyId: row.id,
    personId: account.person_id,
    name,
    scope,
  })
  return {
    id: row.id,
    name,
    scope,
    hint: row.hint,
    expiresAt: row.expires_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    token,
  }
}
