import {execFile} from 'node:child_process'
import {mkdtemp, open, readFile, readdir, rename, rm, stat} from 'node:fs/promises'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {giveTo} from './account.ts'
import type {Binaries} from './binaries.ts'
import type {Place} from './place.ts'
import {processExists} from './process-table.ts'

/** PostgreSQL must not read our PGPORT, PGOPTIONS, LD_PRELOAD and the like. */
export const cleanEnvironment = {LC_ALL: 'C', PATH: '/usr/bin:/bin'}

/** Makes the cluster where it is missing; an existing one must be of the same major version. */
export async function ensureCluster(place: Place, binaries: Binaries): Promise<void> {
  await removeAbandoned(place.base)
  const version = await versionOf(place.clusterDir)
  if (version === undefined) return makeCluster(place, binaries)
  if (version === binaries.major) return
  throw new Error(
    `Cannot open ${place.clusterDir}: PostgreSQL ${version} made it and this Fettle brings ${binaries.major}; ` +
      'take a "fettle backup" with the Fettle that made it and "fettle restore" it here into an empty data folder',
  )
}

/** Made aside and renamed when whole, so that neither a crash nor a second first start leaves a half cluster. */
async function makeCluster({base, clusterDir, account}: Place, {folder}: Binaries): Promise<void> {
  const aside = await mkdtemp(join(base, `pg.init-${process.pid}-`))
  try {
    await giveTo(account, aside)
    await runInitdb(join(folder, 'bin', 'initdb'), aside, account)
    await rename(aside, clusterDir)
    await syncFolder(base)
  } catch (error) {
    await rm(aside, {recursive: true, force: true})
    if ((await versionOf(clusterDir)) === undefined) throw error
  }
}

async function runInitdb(initdb: string, clusterDir: string, account: Place['account']): Promise<void> {
  const locale = [
    '--locale-provider=builtin',
    '--locale=C.UTF-8',
    '--lc-collate=C',
    '--lc-ctype=C',
    '--lc-messages=C',
  ]
  const args = ['-D', clusterDir, '-U', 'fettle', '-A', 'trust', '-E', 'UTF8', ...locale]
  try {
    await promisify(execFile)(initdb, [...args, '--data-checksums', '--no-instructions'], {
      ...account,
      cwd: '/',
      env: cleanEnvironment,
    })
  } catch (cause) {
    const {stderr, message} = cause as Error & {stderr?: string}
    throw new Error(`Cannot make the database in ${clusterDir}: ${stderr?.trim() || message}`, {cause})
  }
}

async function versionOf(clusterDir: string): Promise<string | undefined> {
  try {
    return (await readFile(join(clusterDir, 'PG_VERSION'), 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    await assertAbsent(clusterDir)
    return undefined
  }
}

async function assertAbsent(clusterDir: string): Promise<void> {
  if (!(await stat(clusterDir).catch(() => undefined))) return
  throw new Error(
    `Cannot open ${clusterDir}: it has no PG_VERSION file, so it is not a whole PostgreSQL cluster`,
  )
}

async function removeAbandoned(base: string): Promise<void> {
  for (const name of await readdir(base)) {
    const pid = /^pg\.init-(\d+)-/.exec(name)?.[1]
    if (pid !== undefined && !processExists(Number(pid)))
      await rm(join(base, name), {recursive: true, force: true})
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
