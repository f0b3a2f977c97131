import {constants} from 'node:fs'
import {access, stat, statfs} from 'node:fs/promises'
import type {Config} from '../core/config.ts'
import {isFsError} from '../core/files/sync-folder.ts'
import {fail, ok, warn, type Told} from './finding.ts'

const megabyte = 1024 ** 2
const leastFree = 200 * megabyte
const littleFree = 2048 * megabyte

export async function checkDataFolder({dataFolder}: Pick<Config, 'dataFolder'>): Promise<Told[]> {
  const found = await stat(dataFolder).catch((error: unknown) => {
    if (isFsError(error, 'ENOENT')) return undefined
    throw error
  })
  if (found === undefined)
    return warn(
      `${dataFolder} is not there yet`,
      'The first start makes it; or set FETTLE_DATA to where it is',
    )
  return [...(await checkAccess(dataFolder, found.mode)), ...(await checkFreeSpace(dataFolder))]
}

async function checkAccess(folder: string, mode: number): Promise<Told[]> {
  try {
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    return fail(
      `${folder} cannot be written by user ${process.getuid?.()}`,
      `Give it to that user: chown -R … ${folder}`,
    )
  }
  if ((mode & 0o066) !== 0)
    return warn(
      `${folder} can be read or written by other users (mode ${(mode & 0o777).toString(8)})`,
      `Close it: chmod go-rw ${folder}`,
    )
  return ok(`${folder} can be written, and not read by others`)
}

/** How much a disk still takes: a database that finds none stops. */
export async function checkFreeSpace(folder: string): Promise<Told[]> {
  const {bavail, bsize} = await statfs(folder)
  const free = bavail * bsize
  const text = `${Math.round(free / megabyte).toLocaleString('en')} MB are free on the disk of ${folder}`
  const remedy = 'Make room, or move the folder to a larger disk'
  if (free < leastFree) return fail(text, remedy)
  return free < littleFree ? warn(text, remedy) : ok(text)
}
