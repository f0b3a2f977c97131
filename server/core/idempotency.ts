import {createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes} from 'node:crypto'
import {sql} from 'kysely'
import type {Context, Idempotency} from './context.ts'
import type {Db, Tx} from './database/database.ts'
import {AppError} from './errors.ts'

/** Not a failure: this request was answered before, and here is that answer. */
export class Replay extends Error {
  readonly answer: unknown
  constructor(answer: unknown) {
    super('Answered before')
    this.answer = answer
  }
}

/**
 * Takes the key of this request inside the caller's transaction. A second request with the same key
 * waits here until the first has committed, and then gets its answer.
 *
 * @throws Replay with the stored answer
 * @throws AppError `mismatch` when the key was used for another request
 */
export async function claimIdempotencyKey(tx: Tx, ctx: Context): Promise<void> {
  const {idempotency} = ctx
  if (idempotency === null) return
  const claimed = await tx
    .insertInto('idempotency')
    .values({
      actor: actorName(ctx),
      key: keyName(idempotency),
      fingerprint: idempotency.fingerprint,
    })
    .onConflict((conflict) => conflict.columns(['actor', 'key']).doNothing())
    .executeTakeFirst()
  if (claimed.numInsertedOrUpdatedRows === 1n) return
  throw new Replay(await getAnswer(tx, ctx, idempotency))
}

export async function storeAnswer(tx: Tx, ctx: Context, answer: unknown): Promise<void> {
  const {idempotency} = ctx
  if (idempotency === null) return
  const text = JSON.stringify(answer ?? null)
  await tx
    .updateTable('idempotency')
    .set({response: idempotency.isSecret ? seal(text, idempotency.key) : text})
    .where('actor', '=', actorName(ctx))
    .where('key', '=', keyName(idempotency))
    .execute()
}

/** Forgets answers older than a day. */
export async function forgetAnswers(db: Db): Promise<void> {
  await db
    .deleteFrom('idempotency')
    .where('created_at', '<', sql<Date>`now() - interval '1 day'`)
    .execute()
}

async function getAnswer(tx: Tx, ctx: Context, idempotency: Idempotency): Promise<unknown> {
  const row = await tx
    .selectFrom('idempotency')
    .select(['fingerprint', 'response'])
    .where('actor', '=', actorName(ctx))
    .where('key', '=', keyName(idempotency))
    .executeTakeFirst()
  if (row?.response == null)
    throw new AppError('conflict', 'A request with this Idempotency-Key is under way')
  if (!idempotency.fingerprint.equals(row.fingerprint))
    throw new AppError('mismatch', 'This Idempotency-Key was used for another request')
  return JSON.parse(idempotency.isSecret ? unseal(row.response, idempotency.key) : row.response)
}

/** Only the hash of a key that opens a sealed answer is kept. */
function keyName({key, isSecret}: Idempotency): string {
  return isSecret ? createHash('sha256').update(key).digest('base64url') : key
}

function actorName({actor, address}: Context): string {
  return actor.personId === null ? `address:${address ?? ''}` : `person:${actor.personId}`
}

function seal(text: string, key: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealKey(key), nonce)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

function unseal(sealed: string, key: string): string {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', sealKey(key), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
}

function sealKey(key: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', 'fettle idempotency', 32))
}
