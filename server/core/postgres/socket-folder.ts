import {createHash} from 'node:crypto'
import {lstat, mkdir} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {type Account, giveTo} from './account.ts'

export const port = 5432
const longestSocketPath = 107

/** The path of the socket in a folder, as PostgreSQL names it. */
export function socketPath(folder: string): string {
  return join(folder, `.s.PGSQL.${port}`)
}

/**
 * Makes the folder of the socket, closed to all but the account. A socket path holds 107 bytes at most: beneath
 * a longer base it moves to the folder for temporary files, under a name made from the base.
 */
export async function makeSocketFolder(base: string, account: Account | undefined): Promise<string> {
  const folder = chooseSocketFolder(base, [tmpdir(), '/tmp'])
  await mkdir(folder, {mode: 0o700}).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await assertOurs(folder, account)
  await giveTo(account, folder)
  return folder
}

export function chooseSocketFolder(base: string, temporary: string[]): string {
  const name = `fettle-${createHash('sha256').update(base).digest('hex').slice(0, 16)}`
  const folder = [join(base, 'run'), ...temporary.map((parent) => join(parent, name))].find(
    (candidate) => Buffer.byteLength(socketPath(candidate)) <= longestSocketPath,
  )
  if (folder === undefined) {
    throw new Error(
      `Cannot place the socket of PostgreSQL: ${base} and ${temporary.join(', ')} are too long ` +
        `for the ${longestSocketPath} bytes a socket path holds; set FETTLE_DATA to a shorter path`,
    )
  }
  return folder
}

/** Anyone can make a folder in /tmp and wait for us to put the socket there. */
async function assertOurs(folder: string, account: Account | undefined): Promise<void> {
  const status = await lstat(folder)
  const owners = [process.getuid?.(), account?.uid]
  if (status.isDirectory() && owners.includes(status.uid) && (status.mode & 0o077) === 0) return
  throw new Error(
    `Cannot use ${folder} for the socket of PostgreSQL: it is not a folder of ours alone; remove it`,
  )
}
