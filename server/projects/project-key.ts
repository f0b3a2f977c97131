import {sql} from 'kysely'
import type {Tx} from '../core/database/database.ts'
import {AppError} from '../core/errors.ts'

const keyLock = 715_003

/**
 * Makes sure that a key belongs to nobody else and keeps it so until the end of the transaction. A key that
 * a project had before is not free: links with it still lead there.
 *
 * @throws AppError `conflict`
 */
export async function claimProjectKey(tx: Tx, key: string, owner?: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${keyLock}::bigint)`.execute(tx)
  const holders = await tx
    .selectFrom('project')
    .select('id')
    .where('key', '=', key)
    .unionAll((eb) => eb.selectFrom('former_project_key').select('project_id as id').where('key', '=', key))
    .execute()
  if (holders.some(({id}) => id !== owner))
    throw new AppError('conflict', `The key ${key} is taken`, {pointer: '/key'})
}
