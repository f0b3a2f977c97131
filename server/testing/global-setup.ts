import {existsSync} from 'node:fs'
import {Pool} from 'pg'
import type {TestProject} from 'vitest/node'
import {startTestCluster} from './cluster.ts'
import {runStatement} from './run-statement.ts'
import {withDatabase} from './with-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: {
      /** Connects as one who may create databases. */
      connectionString: string
      /** A migrated database to clone. */
      template: string
    }
  }
}

/**
 * Once a run: starts a throw-away cluster, or takes the server FETTLE_TEST_DATABASE_URL names, and migrates the
 * template that `createTestDatabase` clones.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const external = process.env['FETTLE_TEST_DATABASE_URL']
  const cluster = external === undefined ? await startTestCluster() : undefined
  const connectionString = external ?? cluster?.connectionString ?? ''
  const template = `fettle_template_${process.pid}`

  await runStatement(connectionString, `create database ${template}`)
  await migrateTemplate(withDatabase(connectionString, template))
  project.provide('postgres', {connectionString, template})
  return async () => {
    if (cluster === undefined)
      await runStatement(connectionString, `drop database if exists ${template} with (force)`)
    await cluster?.remove()
  }
}

async function migrateTemplate(connectionString: string): Promise<void> {
  const file = new URL('../core/database/migrate.ts', import.meta.url)
  if (!existsSync(file)) return
  const {migrate} = (await import(file.href)) as {migrate: (pool: Pool) => Promise<void>}
  const pool = new Pool({connectionString})
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
  try {
    await migrate(pool)
  } finally {
    await pool.end()
  }
}
