import {chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises'
import {basename, join} from 'node:path'
import {type Account, canEnter, chooseAccount, giveTo} from './account.ts'

/** Where the cluster lives and under which account it runs. */
export interface Place {
  /** Holds the cluster and, where its path is short enough, the socket. */
  base: string
  clusterDir: string
  account: Account | undefined
}

/** Where clusters and binaries go that the account PostgreSQL runs under cannot reach elsewhere. */
export const outside = '/var/lib/fettle'

/** Open for passing through, whatever the umask. */
export async function makeOutsideFolder(): Promise<void> {
  await mkdir(outside, {recursive: true})
  await chmod(outside, 0o711)
}

/**
 * The cluster lives in the data folder. Started as root with a data folder only root can enter, it lives under
 * /var/lib/fettle instead, and the file `postgres.location` in the data folder says where.
 */
export async function preparePlace(dataDir: string): Promise<Place> {
  const known = await findPlace(dataDir)
  if (known.account === undefined) return known
  if (await exists(known.clusterDir)) return reclaim(known)
  if (canEnter(known.account, known.base)) return known

  const base = await makeOutside(dataDir, known.account)
  return {base, clusterDir: join(base, 'pg'), account: known.account}
}

/** The same without making anything: for those who only look whether PostgreSQL runs. */
export async function findPlace(dataDir: string): Promise<Place> {
  const base = (await readLocation(dataDir)) ?? dataDir
  const clusterDir = join(base, 'pg')
  return {base, clusterDir, account: await chooseAccount(clusterDir, dataDir)}
}

async function reclaim(place: Place): Promise<Place> {
  const {account, base, clusterDir} = place
  if (!canEnter(account, base)) {
    throw new Error(
      `Cannot reach ${clusterDir}: PostgreSQL runs as user ${account?.uid}, and a folder above is closed to it; ` +
        'open every folder on the way for passing through (chmod o+x)',
    )
  }
  if ((await stat(clusterDir)).uid === 0) await giveTo(account, clusterDir)
  return place
}

async function makeOutside(dataDir: string, account: Account): Promise<string> {
  const base = await makeFolder(dataDir)
  await writeFile(join(base, 'origin'), `${dataDir}\n`)
  await giveTo(account, base)
  try {
    await writeFile(join(dataDir, 'postgres.location'), `${base}\n`, {flag: 'wx'})
    return base
  } catch (error) {
    await rm(base, {recursive: true})
    const winner = await readLocation(dataDir)
    if (winner === undefined) throw error
    return winner
  }
}

async function makeFolder(dataDir: string): Promise<string> {
  try {
    await makeOutsideFolder()
    return await mkdtemp(join(outside, `${basename(dataDir)}-`))
  } catch (cause) {
    throw new Error(
      `Cannot make a folder for PostgreSQL in ${outside}, and ${dataDir} is closed to the account it runs under: ` +
        'set FETTLE_DATA to a folder that others may pass through',
      {cause},
    )
  }
}

async function readLocation(dataDir: string): Promise<string | undefined> {
  const base = await readLine(join(dataDir, 'postgres.location'))
  if (base === undefined) return undefined
  await followMove(base, dataDir)
  return base
}

/** A data folder may move and takes its cluster with it; a copy must not open the cluster of the original. */
async function followMove(base: string, dataDir: string): Promise<void> {
  const origin = await readLine(join(base, 'origin'))
  if (origin === dataDir) return
  if (origin === undefined) {
    throw new Error(`Cannot find the database of ${dataDir}: ${base}, named in postgres.location, is missing`)
  }
  if ((await readLine(join(origin, 'postgres.location'))) === base) {
    throw new Error(
      `Cannot open ${dataDir}: it is a copy of ${origin}, and the database in ${base} belongs to that; ` +
        'copy with "fettle backup" and "fettle restore"',
    )
  }
  await writeFile(join(base, 'origin'), `${dataDir}\n`)
}

async function readLine(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trimEnd()
  } catch {
    return undefined
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
