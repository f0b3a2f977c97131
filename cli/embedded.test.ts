import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test, vi} from 'vitest'
import {findPostmaster} from '../server/core/postgres/pid-file.ts'
import {lockDataFolder} from '../server/core/postgres/data-folder-lock.ts'
import {startTestApp, type TestApp} from '../server/testing/app.ts'
import {runFettle, type Ended} from './testing-cli.ts'

vi.setConfig({testTimeout: 60_000})

let t: TestApp
let folder: string

beforeAll(async () => {
  t = await startTestApp()
  folder = await mkdtemp(join(tmpdir(), 'fettle-embedded-test-'))
  await t.addProject({key: 'WEB'})
  await t.addIssue({project: 'WEB'})
})
afterAll(async () => {
  await t.close()
  await rm(folder, {recursive: true, force: true})
})

test('on the embedded PostgreSQL a backup is restored and exported, and none is left running', async () => {
  const file = join(folder, 'a.fettle')
  const source = {DATABASE_URL: t.connectionString, FETTLE_DATA: t.services.config.dataFolder}
  const target = {FETTLE_DATA: join(folder, 'data')}

  expect(await run(['backup', file], source)).toMatchObject({code: 0})
  expect(await run(['restore', file], target)).toMatchObject({code: 0, stderr: ''})
  const exported = await run(['export'], target)
  expect(exported).toMatchObject({code: 0, stderr: '', stdout: (await run(['export'], source)).stdout})

  const lock = await lockDataFolder(target.FETTLE_DATA)
  const refused = await run(['restore', file], target)
  await lock.release()
  expect(refused).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/already runs there/) as string,
  })
  expect(await findPostmaster(join(target.FETTLE_DATA, 'pg'))).toBeUndefined()
})

function run(args: string[], environment: Record<string, string>): Promise<Ended> {
  return runFettle(args, {environment})
}
