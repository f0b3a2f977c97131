import {randomInt} from 'node:crypto'
import type {Context} from '../../core/context.ts'
import type {Tx} from '../../core/database/database.ts'
import {hashToken} from '../../core/http/authenticate.ts'

/** No vowels, so no words, and nothing that looks like something else: 28 signs, 48 bits for ten. */
const alphabet = '23456789bcdfghjkmnpqrstvwxyz'
const codeCount = 10

/** Ten new codes instead of the ones before; only their hashes are kept, so they are shown this once. */
export async function replaceRecoveryCodes(tx: Tx, personId: number): Promise<string[]> {
  const codes = Array.from({length: codeCount}, newCode)
  await dropRecoveryCodes(tx, personId)
  await tx
    .insertInto('recovery_code')
    .values(codes.map((code) => ({person_id: personId, code_hash: hashCode(personId, code)})))
    .execute()
  return codes
}

export async function dropRecoveryCodes(tx: Tx, personId: number): Promise<void> {
  await tx.deleteFrom('recovery_code').where('person_id', '=', personId).execute()
}

/** Whether it is one of theirs that was not used before; it is used now. */
export async function takeRecoveryCode(
  tx: Tx,
  ctx: Pick<Context, 'now'>,
  personId: number,
  code: string,
): Promise<boolean> {
  const {numUpdatedRows} = await tx
    .updateTable('recovery_code')
    .set({used_at: ctx.now()})
    .where('person_id', '=', personId)
    .where('code_hash', '=', hashCode(personId, code))
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

function newCode(): string {
  const signs = Array.from({length: 10}, () => alphabet.charAt(randomInt(alphabet.length)))
  return `${signs.slice(0, 5).join('')}-${signs.slice(5).join('')}`
}

function hashCode(personId: number, code: string): Buffer {
  const signs = code.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  return hashToken(`recovery ${personId} ${signs}`)
}
