import {spawnSync} from 'node:child_process'
import {lchown, readdir, stat} from 'node:fs/promises'
import {join} from 'node:path'

/** The account PostgreSQL runs under. */
export interface Account {
  uid: number
  gid: number
}

const nobody: Account = {uid: 65534, gid: 65534}

/**
 * PostgreSQL refuses to run as root. Started as root, it gets the account that owns the cluster, else the one
 * that owns the data folder, else nobody's. Undefined means our own account.
 */
export async function chooseAccount(clusterDir: string, dataDir: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const clusterOwner = await ownerOf(clusterDir)
  if (clusterOwner !== undefined) return clusterOwner.uid === 0 ? nobody : clusterOwner
  const dataOwner = await ownerOf(dataDir)
  return dataOwner !== undefined && dataOwner.uid !== 0 && hasName(dataOwner) ? dataOwner : nobody
}

/** Whether the account can enter the folder, as the system itself judges it (modes, groups, ACLs, mounts). */
export function canEnter(account: Account | undefined, folder: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {...account, cwd: '/'}).status === 0
}

/** Gives a folder and all in it to the account; without an account it does nothing. */
export async function giveTo(account: Account | undefined, folder: string): Promise<void> {
  if (account === undefined) return
  await lchown(folder, account.uid, account.gid)
  for (const entry of await readdir(folder, {recursive: true, withFileTypes: true})) {
    await lchown(join(entry.parentPath, entry.name), account.uid, account.gid)
  }
}

async function ownerOf(path: string): Promise<Account | undefined> {
  try {
    const {uid, gid} = await stat(path)
    return {uid, gid}
  } catch {
    return undefined
  }
}

/** Containers often have user ids without a name; initdb refuses them. */
function hasName({uid, gid}: Account): boolean {
  return spawnSync('id', ['-un'], {uid, gid, cwd: '/'}).status === 0
}
