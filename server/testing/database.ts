import {randomBytes} from 'node:crypto'
import {inject} from 'vitest'
import {runStatement} from './run-statement.ts'
import {withDatabase} from './with-database.ts'

export interface TestDatabase {
  connectionString: string
  drop(): Promise<void>
}

/** A migrated database of one's own, cloned from the template in about 30 ms. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const {connectionString, template} = inject('postgres')
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`
  await runStatement(connectionString, `create database ${name} template ${template} strategy file_copy`)
  return {
    connectionString: withDatabase(connectionString, name),
    drop: () => runStatement(connectionString, `drop database if exists ${name} with (force)`),
  }
}
