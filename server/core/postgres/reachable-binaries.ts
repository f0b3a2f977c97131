import {spawnSync} from 'node:child_process'
import {chmod, cp, mkdtemp, readdir, rename, rm, stat} from 'node:fs/promises'
import {join} from 'node:path'
import type {Account} from './account.ts'
import type {Binaries} from './binaries.ts'
import {makeOutsideFolder, outside} from './place.ts'

/**
 * Binaries the account can run. In a clone only root can enter, it can run neither them nor their shared
 * libraries: they are copied (60 MB, once per version) to /var/lib/fettle.
 */
export async function reachableBinaries(found: Binaries, account: Account | undefined): Promise<Binaries> {
  const problem = tryRun(found, account)
  if (problem === undefined) return found
  if (account === undefined) throw new Error(cannotRun(found, problem))

  const copy = {...found, folder: join(outside, `postgres-${found.version}-${process.arch}`)}
  await copyOnce(found.folder, copy.folder)
  const remaining = tryRun(copy, account)
  if (remaining !== undefined) throw new Error(cannotRun(copy, remaining))
  return copy
}

function tryRun({folder}: Binaries, account: Account | undefined): string | undefined {
  const result = spawnSync(join(folder, 'bin', 'postgres'), ['--version'], {
    ...account,
    cwd: '/',
    encoding: 'utf8',
  })
  if (result.status === 0) return undefined
  return result.error?.message ?? (result.stderr.trim() || `it ended with ${result.status ?? result.signal}`)
}

function cannotRun({folder}: Binaries, problem: string): string {
  return (
    `Cannot run the embedded PostgreSQL in ${folder}: ${problem} ` +
    '(it needs glibc and a file system that may run programs; else set DATABASE_URL to a PostgreSQL 15 or newer)'
  )
}

async function copyOnce(source: string, target: string): Promise<void> {
  if (await stat(target).catch(() => undefined)) return
  await makeOutsideFolder()
  const partial = await mkdtemp(join(outside, 'copying-'))
  const inside = join(partial, 'native')
  await cp(source, inside, {recursive: true, verbatimSymlinks: true})
  await openForAll(inside)
  try {
    await rename(inside, target)
  } catch (error) {
    if (!(await stat(target).catch(() => undefined))) throw error
  } finally {
    await rm(partial, {recursive: true, force: true})
  }
}

/** Installed under a strict umask, they are closed to others. */
async function openForAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, {recursive: true, withFileTypes: true})) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory()) await chmod(path, 0o755)
    if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o100 ? 0o755 : 0o644)
  }
}
