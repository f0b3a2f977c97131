import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {openFileStore} from '../core/files/open-file-store.ts'
import {exportData} from '../export/export-data.ts'
import {startTestApp} from '../testing/app.ts'
import {hasOtherPostgres, startOtherPostgres} from '../testing/other-postgres.ts'
import {runStatement} from '../testing/run-statement.ts'
import {withDatabase} from '../testing/with-database.ts'
import {backUp} from './back-up.ts'
import {restore} from './restore.ts'

test.skipIf(!hasOtherPostgres)(
  'a backup goes onto another PostgreSQL, by somebody who is no superuser there, and back',
  {timeout: 90_000},
  async () => {
    const t = await startTestApp()
    const folder = await mkdtemp(join(tmpdir(), 'fettle-elsewhere-'))
    const other = await startOtherPostgres(folder)
    try {
      await t.addProject({key: 'WEB'})
      const parent = await t.addIssue({project: 'WEB', title: 'Äpfel "und" \\ Birnen', labels: ['ä']})
      await t.addIssue({project: 'WEB', parentKey: parent, visibility: 'private'})
      const files = await openFileStore({folder: join(folder, 'files')})

      const there = join(folder, 'there.fettle')
      await backUp({connectionString: t.connectionString, files, path: there})
      await restore({connectionString: other.connectionString, files, path: there})
      const exported = await exportText(t.connectionString)
      expect(await exportText(other.connectionString)).toBe(exported)

      const back = join(folder, 'back.fettle')
      await backUp({connectionString: other.connectionString, files, path: back})
      const home = await createEmptyDatabase(t.connectionString)
      await restore({connectionString: home.connectionString, files, path: back})
      expect(await exportText(home.connectionString)).toBe(exported)
      await home.drop()
    } finally {
      await other.stop()
      await t.close()
      await rm(folder, {recursive: true, force: true})
    }
  },
)

/** An empty database beside the one of the test, not even migrated. */
async function createEmptyDatabase(
  connectionString: string,
): Promise<{connectionString: string; drop(): Promise<void>}> {
  const name = `restored_${process.pid}`
  await runStatement(connectionString, `create database ${name}`)
  return {
    connectionString: withDatabase(connectionString, name),
    drop: () => runStatement(connectionString, `drop database ${name} with (force)`),
  }
}

async function exportText(connectionString: string): Promise<string> {
  const chunks: Buffer[] = []
  await exportData({connectionString, write: async (chunk) => void chunks.push(chunk)})
  return Buffer.concat(chunks).toString()
}
