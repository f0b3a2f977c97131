import {sql, type SqlBool} from 'kysely'
import type {Tx} from '../core/database/database.ts'
import {AppError} from '../core/errors.ts'

/** @throws AppError `conflict` when another field has the key, be it an archived one */
export async function assertKeyFree(tx: Tx, key: string): Promise<void> {
  const holder = await tx.selectFrom('custom_field').select('name').where('key', '=', key).executeTakeFirst()
  if (holder !== undefined)
    throw new AppError('conflict', `The field "${holder.name}" has the key "${key}" already`, {
      pointer: '/key',
    })
}

/**
 * A query may say the name in place of the key, so one name means one field, ignoring case.
 *
 * @param exceptId the field itself, when it is renamed
 * @throws AppError `conflict`
 */
export async function assertNameFree(tx: Tx, name: string, exceptId = 0): Promise<void> {
  const holder = await tx
    .selectFrom('custom_field')
    .select('name')
    .where(sql<SqlBool>`lower(name) = lower(${name})`)
    .where('id', '<>', exceptId)
    .executeTakeFirst()
  if (holder !== undefined)
    throw new AppError('conflict', `There is a field "${holder.name}" already`, {pointer: '/name'})
}
