import type {Selectable} from 'kysely'
import type {Db, Tx} from '../core/database/database.ts'
import {notFound} from '../core/errors.ts'
import type {AccountTable, PersonTable} from './tables.ts'

export type AccountRecord = Selectable<AccountTable>
export type PersonRecord = Selectable<PersonTable>

export function findAccountByEmail(db: Db, email: string): Promise<AccountRecord | undefined> {
  return db.selectFrom('account').selectAll().where('email', '=', email).executeTakeFirst()
}

/** Locked until the end of the transaction, so that guesses of one account are counted one by one. */
export function findAccountForUpdate(tx: Tx, personId: number): Promise<AccountRecord | undefined> {
  return tx.selectFrom('account').selectAll().where('person_id', '=', personId).forUpdate().executeTakeFirst()
}

/** @throws AppError `notFound` for somebody without an account */
export async function getAccountForUpdate(tx: Tx, personId: number): Promise<AccountRecord> {
  const account = await findAccountForUpdate(tx, personId)
  if (account === undefined) throw notFound('account')
  return account
}

export async function getPersonForUpdate(tx: Tx, id: number): Promise<PersonRecord> {
  const person = await tx.selectFrom('person').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (person === undefined) throw notFound('person')
  return person
}
