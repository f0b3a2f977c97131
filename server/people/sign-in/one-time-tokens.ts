import {randomBytes} from 'node:crypto'
import type {Context} from '../../core/context.ts'
import type {Db, Tx} from '../../core/database/database.ts'
import {hashToken} from '../../core/http/authenticate.ts'

export type Purpose =
  | 'firstAdministrator'
  | 'magicLink'
  | 'passwordReset'
  | 'passkeyRegistration'
  | 'passkeySignIn'

type Clock = Pick<Context, 'now'>

/** 256 random bits, as text that a link can hold. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

interface NewToken {
  purpose: Purpose
  personId?: number | null
  minutes: number
  /** A challenge that was made elsewhere, instead of a new token. */
  token?: string
}

/** Makes something that works once, for one purpose and some minutes. */
export async function issueToken(db: Db, ctx: Clock, input: NewToken): Promise<string> {
  const token = input.token ?? newToken()
  await db
    .insertInto('one_time_token')
    .values({
      token_hash: hashToken(token),
      purpose: input.purpose,
      person_id: input.personId ?? null,
      created_at: ctx.now(),
      expires_at: inMinutes(ctx, input.minutes),
    })
    .execute()
  return token
}

export function inMinutes(ctx: Clock, minutes: number): Date {
  return new Date(ctx.now().getTime() + minutes * 60_000)
}

interface TokenHolder {
  personId: number | null
}

/** Whom a token is for, while it holds; it is not used up. */
export async function findToken(
  db: Db,
  ctx: Clock,
  purpose: Purpose,
  token: string,
): Promise<TokenHolder | undefined> {
  const row = await db
    .selectFrom('one_time_token')
    .select('person_id')
    .where('token_hash', '=', hashToken(token))
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', ctx.now())
    .executeTakeFirst()
  return row === undefined ? undefined : {personId: row.person_id}
}

/** Uses a token up. Of two that show the same one at once, the second gets nothing. */
export async function takeToken(
  tx: Tx,
  ctx: Clock,
  purpose: Purpose,
  token: string,
): Promise<TokenHolder | undefined> {
  const row = await tx
    .updateTable('one_time_token')
    .set({used_at: ctx.now()})
    .where('token_hash', '=', hashToken(token))
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', ctx.now())
    .returning('person_id')
    .executeTakeFirst()
  return row === undefined ? undefined : {personId: row.person_id}
}

/** Links that somebody was sent and that shall no longer work. */
export async function dropLinks(tx: Tx, personId: number): Promise<void> {
  await tx
    .deleteFrom('one_time_token')
    .where('person_id', '=', personId)
    .where('purpose', 'in', ['magicLink', 'passwordReset'])
    .execute()
}
