import {chmod, cp, mkdtemp, rm, stat} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {findBinaries} from './binaries.ts'
import {outside} from './place.ts'
import {reachableBinaries} from './reachable-binaries.ts'

const nobody = {uid: 65534, gid: 65534}

test('binaries that run are taken where they are', async () => {
  const found = await findBinaries()
  expect(await reachableBinaries(found, undefined)).toEqual(found)
})

test('binaries that do not run are an error that says what to do', async () => {
  const found = {...(await findBinaries()), folder: '/nowhere'}
  await expect(reachableBinaries(found, undefined)).rejects.toThrow(
    /Cannot run .*\/nowhere.*ENOENT.*DATABASE_URL/,
  )
})

describe.runIf(process.getuid?.() === 0)('as root, in a clone only root can enter', () => {
  const version = `0.0.0-test-${process.pid}`
  const target = join(outside, `postgres-${version}-${process.arch}`)
  let clone: string

  beforeEach(async () => {
    clone = await mkdtemp(join(tmpdir(), 'pgtest-clone-'))
  })
  afterEach(async () => {
    await rm(clone, {recursive: true})
    await rm(target, {recursive: true, force: true})
  })

  test('they are copied to where the account can run them, two starts at once included', async () => {
    const {folder, major} = await findBinaries()
    const closed = {folder: join(clone, 'native'), version, major}
    await cp(folder, closed.folder, {recursive: true, verbatimSymlinks: true})
    await chmod(join(closed.folder, 'bin', 'postgres'), 0o700)
    await chmod(join(closed.folder, 'lib'), 0o700)

    const [one, other] = await Promise.all([
      reachableBinaries(closed, nobody),
      reachableBinaries(closed, nobody),
    ])
    expect(one).toEqual({...closed, folder: target})
    expect(other).toEqual(one)
    expect((await stat(join(target, 'bin', 'postgres'))).mode & 0o777).toBe(0o755)
  })
})
