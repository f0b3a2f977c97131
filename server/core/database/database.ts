import {Kysely, PostgresDialect, type Transaction} from 'kysely'
import type {Schema} from '../../schema.ts'
import type {PreparingPool} from './pool.ts'

/** Everything reads and writes through this; a transaction is one too. */
export type Db = Kysely<Schema>
export type Tx = Transaction<Schema>

export function openDatabase(pool: PreparingPool): Db {
  return new Kysely<Schema>({dialect: new PostgresDialect({pool})})
}
